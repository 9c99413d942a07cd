package io.backline.localstack.launcher;

import io.backline.localstack.Installation;
import io.backline.localstack.LocalStack;
import io.backline.localstack.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A module that is a program of its own against running services: it runs in its own JVM, from its own classes and libraries. */
record Program(String module, String mainClass, List<String> javaOptions) {

    /** Runs it in this terminal until it ends, and ends it when this process is told to end. */
    int run(List<String> arguments) throws IOException, InterruptedException {
        var target = Installation.repository().resolve(module).resolve("target");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib/*"), mainClass));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /** The options that say where everything is. */
    static Map<String, String> places(Settings settings) {
        var places = new LinkedHashMap<String, String>();
        places.put("--order-url", url(settings, Service.ORDER));
        places.put("--inventory-url", url(settings, Service.INVENTORY));
        places.put("--notification-url", url(settings, Service.NOTIFICATION));
        places.put("--kafka", LocalStack.HOST + ":" + settings.kafkaPort);
        places.put("--order-db", LocalBackline.jdbcUrl(settings, Service.ORDER));
        places.put("--inventory-db", LocalBackline.jdbcUrl(settings, Service.INVENTORY));
        places.put("--notification-db", LocalBackline.jdbcUrl(settings, Service.NOTIFICATION));
        places.put("--db-user", PostgresServer.USER);
        places.put("--db-password", PostgresServer.USER);
        return places;
    }

    private static String url(Settings settings, Service service) {
        return "http://localhost:" + settings.port(service);
    }
}
