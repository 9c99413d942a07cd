package io.backline.system.nemesis;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.backline.demo.invariant.Store;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jboss.byteman.agent.Main;

/** Byteman's rules: what a service shall do at a named place, without a word about it in the service. */
final class Rules {
    private Rules() {}

    /** The Java options that let a service begin with the rules that {@code -Dnemesis.rules.order-service=FILE} names, likewise the others. */
    static List<String> asked(Store service) {
        var script = System.getProperty("nemesis.rules." + service.service(), "");
        return script.isEmpty() ? List.of() : from(Path.of(script));
    }

    /** The Java options that let a service begin with these rules. */
    static List<String> from(Path script) {
        return List.of("-javaagent:" + agent() + "=script:" + script.toAbsolutePath());
    }

    /** Gives a running service a rule, to hold from its so-many-th occasion on. */
    static void impose(String resource, int occasion, long pid) throws IOException, AttachNotSupportedException {
        var rule = Files.createTempFile("nemesis", ".btm");
        try (var written = Rules.class.getResourceAsStream("/" + resource)) {
            var text = new String(Objects.requireNonNull(written, resource).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(rule, text.replace("OCCASION", String.valueOf(occasion)));
            var machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                machine.loadAgent(agent().toString(), "script:" + rule);
            } finally {
                machine.detach();
            }
        } catch (AgentLoadException | AgentInitializationException notLoaded) {
            throw new IllegalStateException(notLoaded);
        } finally {
            Files.delete(rule);
        }
    }

    static Path agent() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
