package io.backline.localstack.testing;

import io.backline.localstack.Installation;
import io.backline.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A database of its own with the tables of a service, as its migrations make them, for who wants to fill them without the service. */
public final class ServiceTables {
    private ServiceTables() {}

    /** Answers where it is. {@code service} is the name of a module. */
    public static String create(LocalStack stack, String service) throws SQLException, IOException {
        var name = "scratch" + UUID.randomUUID().toString().substring(0, 8);
        execute(stack.jdbcUrl("postgres"), "create database " + name);
        var url = stack.jdbcUrl(name);
        for (var migration : migrations(service)) {
            execute(url, Files.readString(migration));
        }
        return url;
    }

    private static List<Path> migrations(String service) throws IOException {
        var repository = Installation.repository();
        try (var messaging = Files.list(repository.resolve("messaging/src/main/resources/db/messaging"));
                var web = Files.list(repository.resolve("web/src/main/resources/db/web"));
                var own = Files.list(repository.resolve(service + "/src/main/resources/db/migration"))) {
            return Stream.of(messaging, web, own)
                    .flatMap(scripts -> scripts)
                    .filter(script -> script.toString().endsWith(".sql"))
                    .sorted(Comparator.comparing(script -> script.getFileName().toString()))
                    .toList();
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
