package io.backline.localstack.launcher;

/** Ends a running Backline when this process is told to end. */
final class Stopping {
    private Stopping() {}

    static void onSignal(LocalBackline backline) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(backline), "stop"));
    }

    private static void stop(LocalBackline backline) {
        if (backline.isClosed()) {
            return;
        }
        System.out.println("Stopping …");
        var began = System.nanoTime();
        try {
            backline.close();
            System.out.printf("Stopped after %.1f s. The data is kept.%n", (System.nanoTime() - began) / 1e9);
        } catch (Exception e) {
            System.out.println("Not stopped cleanly: " + e);
        }
    }
}
