package io.backline.order.order;

import io.backline.web.Problems;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What If-Match or If-None-Match says of the version that somebody saw: ETags, weak ones as proxies make them too, or {@code *} for any. */
public record SeenVersion(@Nullable String header) {

    boolean isGiven() {
        return header != null;
    }

    boolean matches(int version) {
        return header != null
                && Arrays.stream(header.split(",")).map(String::strip).anyMatch(tag -> matches(tag, version));
    }

    private static boolean matches(String tag, int version) {
        var strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.equals("*") || strong.equals("\"" + version + "\"");
    }

    /** Refuses to go on from another version than the one that is given. */
    void check(int version) {
        if (isGiven() && !matches(version)) {
            throw Problems.preconditionFailed("the order has version \"" + version + "\" by now");
        }
    }
}
