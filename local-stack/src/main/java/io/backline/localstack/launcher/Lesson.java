package io.backline.localstack.launcher;

import io.backline.localstack.KafkaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program's JVM learnt when it was trained: classes, read and linked, and which code is worth compiling. It holds for one build of the program, and another
 * JVM does not understand it.
 */
record Lesson(String program, Path build) {
    static final Lesson OF_KAFKA = new Lesson("kafka", KafkaServer.program());

    static List<Lesson> all() {
        var all = new ArrayList<>(List.of(OF_KAFKA));
        for (var service : Service.all()) {
            all.add(service.lesson());
        }
        return all;
    }

    /** Of a JVM that is to write down what it learns, or to begin with what another learnt. */
    List<String> options(boolean training) throws IOException {
        if (training) {
            return List.of("-XX:AOTCacheOutput=" + learning());
        }
        return isLearnt() ? List.of("-XX:AOTCache=" + learnt()) : List.of();
    }

    private boolean isLearnt() throws IOException {
        return Files.exists(learnt())
                && Files.getLastModifiedTime(learnt()).compareTo(Files.getLastModifiedTime(build)) > 0;
    }

    private Path learnt() {
        return build.resolveSibling("app-" + Runtime.version() + ".aot");
    }

    /** Where it is written, until it is whole. */
    private Path learning() {
        return build.resolveSibling("app.aot.new");
    }

    void begin() throws IOException {
        Files.deleteIfExists(learning());
    }

    /** After the JVM, which writes it while it ends. */
    void keep() throws IOException, StartFailed {
        if (!Files.exists(learning())) {
            throw new StartFailed(program + " has written down nothing");
        }
        Files.move(learning(), learnt(), StandardCopyOption.REPLACE_EXISTING);
    }
}
