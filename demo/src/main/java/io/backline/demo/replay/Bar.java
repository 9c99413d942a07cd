package io.backline.demo.replay;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that moves on a terminal; in a log, a line every few seconds. */
final class Bar implements AutoCloseable {
    private final ProgressBar bar;

    private Bar(ProgressBar bar) {
        this.bar = bar;
    }

    static Bar of(String task, long bytes, PrintStream out) {
        var terminal = System.console() != null;
        return new Bar(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(Math.max(1, bytes))
                .setUnit(" kB", 1_000)
                .setStyle(terminal ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setMaxRenderedLength(100)
                .setUpdateIntervalMillis(terminal ? 200 : 5_000)
                .setConsumer(
                        terminal
                                ? new ConsoleProgressBarConsumer(out, 100)
                                : new DelegatingProgressBarConsumer(line -> out.println("  " + line), 100))
                .build());
    }

    void to(long bytes, String where) {
        bar.stepTo(bytes);
        bar.setExtraMessage(where);
    }

    @Override
    public void close() {
        bar.close();
    }
}
