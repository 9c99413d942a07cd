package io.backline.localstack.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        var all = new ArrayList<String>();
        Program.places(settings).forEach((option, place) -> {
            if (arguments.stream().noneMatch(argument -> argument.startsWith(option))) {
                all.addAll(List.of(option, place));
            }
        });
        all.addAll(arguments);
        return new Program("demo", "io.backline.demo.Demo", List.of()).run(all);
    }
}
