package io.backline.system.nemesis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mail server with moods, that counts what it delivers. */
final class LetterBox implements AutoCloseable {
    enum Mood {
        KIND("250 OK", "250 queued"),
        SAYS_450("450 4.2.1 come back later", "450 4.2.1 come back later"),
        SAYS_451_TO_THE_DATA("250 OK", "451 4.3.0 come back later"),
        SAYS_550("550 5.1.1 nobody here", "550 5.1.1 nobody here"),
        CUTS_AFTER_THE_DATA("250 OK", ""),
        STALLS("", ""),
        STALLS_AFTER_THE_DATA("250 OK", "");

        private final String toRecipient;
        private final String toData;

        Mood(String toRecipient, String toData) {
            this.toRecipient = toRecipient;
            this.toData = toData;
        }

        /** The customer may have the mail, and the sender does not know. */
        boolean leavesDoubt() {
            return toRecipient.startsWith("250") && toData.isEmpty();
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final ServerSocket door;
    private final Map<String, Integer> arrived = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.KIND;

    LetterBox() throws IOException {
        door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return door.getLocalPort();
    }

    void become(Mood next) {
        mood = next;
    }

    /** How often each Message-ID came, whether or not the sender was told so: what a customer got. */
    Map<String, Integer> arrived() {
        return arrived;
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, "220 letterbox ESMTP");
            for (var command = in.readLine(); command != null; command = in.readLine()) {
                switch (command.split("[ :]", 2)[0]) {
                    case "EHLO" -> say(socket, "250-letterbox\r\n250 ENHANCEDSTATUSCODES");
                    case "RCPT" -> say(socket, mood.toRecipient);
                    case "DATA" -> take(socket, in);
                    case "QUIT" -> {
                        say(socket, "221 bye");
                        return;
                    }
                    default -> say(socket, "250 OK");
                }
            }
        } catch (IOException cut) {
            // the other side or a mood cut the line
        }
    }

    private void take(Socket socket, BufferedReader in) throws IOException {
        say(socket, "354 go ahead");
        var messageId = "";
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("cut within the data");
            }
            if (messageId.isEmpty() && line.startsWith("Message-ID: ")) {
                messageId = line.substring("Message-ID: ".length());
            }
        }
        var now = mood;
        if (now.leavesDoubt() || now == Mood.KIND) {
            arrived.merge(messageId, 1, Integer::sum);
        }
        if (now == Mood.CUTS_AFTER_THE_DATA) {
            throw new IOException("cut");
        }
        say(socket, now.toData);
    }

    /** To say nothing is to stall. */
    private static void say(Socket socket, String answer) throws IOException {
        if (!answer.isEmpty()) {
            socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
