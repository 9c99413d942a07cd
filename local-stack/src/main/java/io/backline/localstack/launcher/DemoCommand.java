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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** Everything after {@code demo} is for the demo, but for where things run. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private Settings settings = new Settings();

    @Mixin
    private Settings.Data data = new Settings.Data();

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var folder = data.folder();
        if (arguments.contains("--help") || arguments.contains("-h") || Claim.isTaken(folder)) {
            settings.take(new ProcessList(folder).read());
            return play();
        }
        System.out.println("Nothing runs: starting Backline for this demo");
        try (var backline = LocalBackline.claim(settings, folder, System.out::println)) {
            Stopping.onSignal(backline);
            backline.start(Service.all());
            return play();
        }
    }

    private int play() throws IOException, InterruptedException {
        var target = Installation.repository().resolve("demo/target");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib/*"),
                "io.backline.demo.Demo"));
        places().forEach((option, place) -> {
            if (arguments.stream().noneMatch(argument -> argument.startsWith(option))) {
                command.addAll(List.of(option, place));
            }
        });
        command.addAll(arguments);
        var demo = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(demo::destroy));
        return demo.waitFor();
    }

    private Map<String, String> places() {
        var places = new LinkedHashMap<String, String>();
        places.put("--order-url", url(Service.ORDER));
        places.put("--inventory-url", url(Service.INVENTORY));
        places.put("--notification-url", url(Service.NOTIFICATION));
        places.put("--kafka", LocalStack.HOST + ":" + settings.kafkaPort);
        places.put("--order-db", LocalBackline.jdbcUrl(settings, Service.ORDER));
        places.put("--inventory-db", LocalBackline.jdbcUrl(settings, Service.INVENTORY));
        places.put("--notification-db", LocalBackline.jdbcUrl(settings, Service.NOTIFICATION));
        places.put("--db-user", PostgresServer.USER);
        places.put("--db-password", PostgresServer.USER);
        return places;
    }

    private String url(Service service) {
        return "http://localhost:" + settings.port(service);
    }
}
