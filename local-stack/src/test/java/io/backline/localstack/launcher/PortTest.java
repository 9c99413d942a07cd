package io.backline.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.localstack.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PortTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_taken_port_is_named_with_who_has_it_and_how_to_choose_another() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var port = new Port("order-service", taken.getLocalPort(), "--order-port");

            assertThat(Port.clashes(List.of(port)))
                    .singleElement()
                    .asString()
                    .startsWith("port " + taken.getLocalPort() + " of order-service is taken by pid "
                            + ProcessHandle.current().pid() + " (")
                    .contains("java")
                    .contains("--order-port ")
                    .contains("BACKLINE_ORDER_PORT=");
        }
    }

    @Test
    void free_ports_do_not_clash() throws IOException {
        assertThat(Port.clashes(List.of(
                        new Port("SMTP", Ports.free(), "--smtp-port"), new Port("IMAP", Ports.free(), "--imap-port"))))
                .isEmpty();
    }

    /** A proxy between two servers listens where the system lets it, and has been given the port of a server before now. */
    @Test
    void free_ports_are_not_those_that_the_system_gives_away() throws IOException {
        var ports = new HashSet<Integer>();
        for (var i = 0; i < 100; i++) {
            assertThat(ports.add(Ports.free())).as("given once").isTrue();
        }
        try (var chosenBySystem = new ServerSocket(0)) {
            assertThat(ports).allMatch(port -> port < 32_768 && port != chosenBySystem.getLocalPort());
        }
    }

    @Test
    void two_servers_cannot_share_a_port() throws IOException {
        var port = Ports.free();

        assertThat(Port.clashes(
                        List.of(new Port("Kafka", port, "--kafka-port"), new Port("SMTP", port, "--smtp-port"))))
                .singleElement()
                .asString()
                .contains("Kafka and SMTP both want port " + port);
    }
}
