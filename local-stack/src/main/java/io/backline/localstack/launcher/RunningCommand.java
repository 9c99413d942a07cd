package io.backline.localstack.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** For the shell script, which must not build anew what runs: exit code 0 if something does. Takes any other options. */
@Command(name = "running", hidden = true)
final class RunningCommand implements Callable<Integer> {
    @Mixin
    private Settings.Data data = new Settings.Data();

    @Unmatched
    private List<String> others = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        return Claim.isTaken(data.folder()) ? 0 : 1;
    }
}
