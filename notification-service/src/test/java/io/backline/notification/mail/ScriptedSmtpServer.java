package io.backline.notification.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** An SMTP server that does to a recipient what a test asks for, and keeps what came over the wire, line by line. */
public final class ScriptedSmtpServer implements AutoCloseable {
    /** What happens to a mail: an answer to RCPT or to the data, or silence, or a cut. */
    public record Mood(String toRecipient, String toData) {
        static final String SILENCE = "";
        static final String CUT = "CUT";

        public static final Mood KIND = new Mood("250 2.1.5 OK", "250 2.0.0 queued");
        public static final Mood SILENT = new Mood(SILENCE, SILENCE);
        public static final Mood SILENT_AFTER_DATA = new Mood("250 OK", SILENCE);
        public static final Mood CUTS_AFTER_DATA = new Mood("250 OK", CUT);

        public static Mood answers(String toRecipient) {
            return new Mood(toRecipient, "250 OK");
        }
    }

    /** One mail as it came: the commands before it and its lines, undecoded. */
    public record Transaction(List<String> commands, List<String> data) {
        public List<String> headers() {
            return data.subList(0, data.indexOf(""));
        }

        /** Header lines that start with this name; folded lines follow the first. */
        public List<String> header(String name) {
            return headers().stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .toList();
        }

        public List<String> recipients() {
            return commands.stream()
                    .filter(command -> command.startsWith("RCPT"))
                    .toList();
        }
    }

    private final ServerSocket door;
    private final ConcurrentHashMap<String, IntFunction<Mood>> moods = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final List<Transaction> transactions = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile String greeting = "220 scripted ESMTP";
    private volatile String toSender = "250 OK";

    public ScriptedSmtpServer(int port) {
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void greetsWith(String greeting) {
        this.greeting = greeting;
    }

    public void answersTheSenderWith(String answer) {
        toSender = answer;
    }

    /** The mood at the first, second, … attempt for this recipient, counted from 1. */
    public void is(IntFunction<Mood> mood, String recipient) {
        moods.put(recipient, mood);
    }

    public void is(Mood mood, String recipient) {
        is(attempt -> mood, recipient);
    }

    /** Mails whose data came to the end, whatever was answered. */
    public List<Transaction> mailsTo(String recipient) {
        return transactions.stream()
                .filter(mail -> mail.recipients().contains("RCPT TO:<" + recipient + ">"))
                .toList();
    }

    public List<Transaction> mails() {
        return List.copyOf(transactions);
    }

    public int attemptsTo(String recipient) {
        return attempts.getOrDefault(recipient, new AtomicInteger()).get();
    }

    public int openConnections() {
        return open.get();
    }

    /** How many connections there were in all. */
    public int connections() {
        return connections.size();
    }

    /** Says goodbye on the connections there are and takes new ones, as a server does with one that idles. */
    public void hangUp() {
        for (var connection : connections) {
            try {
                connection.shutdownOutput();
            } catch (IOException over) {
                // it was hung up before
            }
        }
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        open.incrementAndGet();
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, greeting);
            var commands = new ArrayList<String>();
            var mood = Mood.KIND;
            for (var command = in.readLine(); command != null; command = in.readLine()) {
                if (command.startsWith("EHLO")) {
                    say(socket, "250-scripted\r\n250 ENHANCEDSTATUSCODES");
                } else if (command.startsWith("MAIL")) {
                    commands.add(command);
                    say(socket, toSender);
                } else if (command.startsWith("RCPT")) {
                    commands.add(command);
                    mood = moodFor(command.substring("RCPT TO:<".length(), command.length() - 1));
                    say(socket, mood.toRecipient());
                } else if (command.equals("DATA")) {
                    say(socket, "354 go ahead");
                    transactions.add(new Transaction(List.copyOf(commands), data(in)));
                    commands.clear();
                    say(socket, mood.toData());
                } else if (command.equals("QUIT")) {
                    say(socket, "221 bye");
                    return;
                } else {
                    if (!command.equals("RSET")) {
                        commands.add(command);
                    }
                    say(socket, "250 OK");
                }
            }
        } catch (IOException cut) {
            // the client or the script cut the line
        } finally {
            open.decrementAndGet();
        }
    }

    private Mood moodFor(String recipient) {
        var attempt =
                attempts.computeIfAbsent(recipient, none -> new AtomicInteger()).incrementAndGet();
        return moods.getOrDefault(recipient, any -> Mood.KIND).apply(attempt);
    }

    private static List<String> data(BufferedReader in) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            lines.add(line);
        }
        return List.copyOf(lines);
    }

    private static void say(Socket socket, String answer) throws IOException {
        if (answer.equals(Mood.CUT)) {
            throw new IOException("cut");
        }
        if (!answer.equals(Mood.SILENCE)) {
            socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
