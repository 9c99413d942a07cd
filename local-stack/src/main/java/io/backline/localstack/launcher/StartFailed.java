package io.backline.localstack.launcher;

import org.jspecify.annotations.Nullable;

/** Why Backline does not start, in words for whoever started it. */
final class StartFailed extends Exception {
    /** Whose log tells more. */
    final @Nullable String server;

    StartFailed(String reason) {
        super(reason);
        this.server = null;
    }

    StartFailed(String server, String how) {
        super(server + " " + how);
        this.server = server;
    }
}
