package io.backline.system.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A wire that only pretends to be cut would prove nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WireTest {
    private final ServerSocket echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Wire wire = new Wire().to(echo.getLocalPort());

    WireTest() throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    var socket = echo.accept();
                    Thread.ofVirtual().start(() -> repeat(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException cut) {
            // as the test wants
        }
    }

    @Test
    void a_sound_wire_carries_both_ways() throws IOException {
        try (var client = client()) {
            assertThat(answer(client)).isEqualTo('a');
        }
    }

    @Test
    void a_slow_wire_carries_late() throws IOException {
        try (var client = client()) {
            wire.become(Wire.State.SLOW);
            var asked = System.nanoTime();

            assertThat(answer(client)).isEqualTo('a');
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isGreaterThanOrEqualTo(300);
        }
    }

    @Test
    void what_was_said_into_a_deaf_wire_arrives_when_it_is_sound_again() throws IOException {
        try (var client = client()) {
            assertThat(answer(client)).isEqualTo('a');
            wire.become(Wire.State.DEAF);

            client.setSoTimeout(300);
            assertThatThrownBy(() -> answer(client)).isInstanceOf(SocketTimeoutException.class);
            wire.become(Wire.State.SOUND);

            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void a_cut_wire_resets_what_is_open_and_what_is_new() throws IOException {
        try (var client = client()) {
            assertThat(answer(client)).isEqualTo('a');
            wire.become(Wire.State.CUT);

            assertThatThrownBy(() -> answer(client))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("eset");
            assertThat(isRefused()).isTrue();
        }
    }

    @Test
    void a_half_closed_wire_says_its_last_word_and_still_hears() throws IOException {
        try (var client = client()) {
            assertThat(answer(client)).isEqualTo('a');
            wire.halfClose();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.getOutputStream().write('b');
        }
    }

    private Socket client() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static int answer(Socket client) throws IOException {
        client.getOutputStream().write('a');
        return client.getInputStream().read();
    }

    private boolean isRefused() {
        try (var client = client()) {
            return answer(client) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        echo.close();
    }
}
