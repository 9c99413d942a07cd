package io.backline.localstack.launcher;

import com.sun.net.httpserver.HttpServer;
import io.backline.localstack.DataFolder;
import io.backline.localstack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** A service as small as one can be: it starts, says that it is ready, and waits to be killed. */
final class StandIn {
    private StandIn() {}

    public static void main(String[] arguments) throws IOException {
        var port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    static HttpService service(DataFolder data, String name) throws IOException {
        return running(data, name, StandIn.class.getName());
    }

    /** One that ends before it is ready. */
    static HttpService broken(DataFolder data, String name) throws IOException {
        return running(data, name, "there.is.no.such.Class");
    }

    private static HttpService running(DataFolder data, String name, String mainClass) throws IOException {
        var port = Ports.free();
        return new HttpService(
                data,
                name,
                port,
                List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), mainClass),
                Map.of("QUARKUS_HTTP_PORT", String.valueOf(port)));
    }

    static List<String> java(DataFolder data, Class<?> main, String... arguments) {
        var command = data.java("-XX:TieredStopAtLevel=1", "-cp", classPath(), main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath() {
        return StandIn.class.getProtectionDomain().getCodeSource().getLocation().getPath() + ":"
                + DataFolder.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath();
    }
}
