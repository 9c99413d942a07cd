package io.backline.order.console;

import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/** What pages load. Browsers keep it for a day, so that its name changes with what is in it. */
@TemplateGlobal
class Assets {
    static final String consoleStyle = versioned("/console/console.css");
    static final String consoleScript = versioned("/console/console.js");
    static final String htmxScript = "/webjars/htmx.org/2.0.7/dist/htmx.min.js";
    static final String uplotScript = "/webjars/uplot/1.6.30/dist/uPlot.iife.min.js";
    static final String uplotStyle = "/webjars/uplot/1.6.30/dist/uPlot.min.css";

    private Assets() {}

    private static String versioned(String path) {
        try (var file = Assets.class.getResourceAsStream("/META-INF/resources" + path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing");
            }
            var sum = new CRC32();
            sum.update(file.readAllBytes());
            return path + "?v=" + Long.toHexString(sum.getValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
