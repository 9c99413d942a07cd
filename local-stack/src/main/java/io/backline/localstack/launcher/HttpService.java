package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import io.backline.localstack.Ports;
import io.backline.localstack.Server;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A service in a JVM of its own; ready when its readiness says so. */
record HttpService(DataFolder data, String name, int port, List<String> javaArguments, Map<String, String> environment)
        implements Server {
    @Override
    public Process start() throws IOException {
        var command = data.java();
        command.addAll(javaArguments);
        var builder = new ProcessBuilder(command).directory(data.root().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BACKLINE_") && name.endsWith("_PORT"));
        builder.environment().putAll(environment);
        return data.start(name, builder);
    }

    @Override
    public boolean isReady() {
        return isReady(port);
    }

    static boolean isReady(int port) {
        if (!Ports.answers(port)) {
            return false;
        }
        try {
            var readiness = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                    .toURL()
                    .openConnection();
            readiness.setConnectTimeout(1000);
            readiness.setReadTimeout(3000);
            return readiness.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
