package io.backline.system.nemesis;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy: everything that goes to its port goes on to another, as well as its state allows. */
final class Wire implements AutoCloseable {
    enum State {
        SOUND,
        /** Every piece arrives late. */
        SLOW,
        /** Nothing arrives and nothing is refused, as when packets vanish; what was sent arrives when it is sound again. */
        DEAF,
        /** Open connections are reset, new ones too. */
        CUT
    }

    private static final Duration LATENESS = Duration.ofMillis(150);

    private final ServerSocket door;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile State state = State.SOUND;
    private volatile int target;

    Wire() throws IOException {
        door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    int port() {
        return door.getLocalPort();
    }

    Wire to(int target) {
        this.target = target;
        Thread.ofVirtual().start(this::listen);
        return this;
    }

    void become(State next) throws IOException {
        state = next;
        if (next == State.CUT) {
            var open = List.copyOf(connections);
            for (var connection : open) {
                resetWhenClosed(connection);
            }
            open.forEach(Wire::end); // only now, as the end of one end ends the other
        }
    }

    /** Ends every connection in one direction only: the service hears that the other has said its last word, and is still heard itself. */
    void halfClose() throws IOException {
        for (var connection : connections) {
            if (connection.getLocalPort() == port() && !connection.isOutputShutdown() && !connection.isClosed()) {
                connection.shutdownOutput();
            }
        }
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                connections.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        try (near;
                var far = new Socket()) {
            if (state == State.CUT) {
                resetWhenClosed(near);
                return;
            }
            awaitHearing();
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            connections.add(far);
            var back = Thread.ofVirtual().start(() -> carry(far, near));
            carry(near, far);
            back.join();
            connections.remove(far);
        } catch (IOException unreachable) {
            // the service sees its connection end
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(near);
        }
    }

    private void carry(Socket from, Socket to) {
        var piece = new byte[65_536];
        try {
            var in = from.getInputStream();
            for (var length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (state == State.SLOW) {
                    pause(LATENESS);
                }
                awaitHearing();
                to.getOutputStream().write(piece, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException cut) {
            end(from);
            end(to);
        }
    }

    private void awaitHearing() {
        while (state == State.DEAF) {
            pause(Duration.ofMillis(20));
        }
    }

    private static void resetWhenClosed(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is gone, which is what was wanted
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        connections.forEach(Wire::end);
    }
}
