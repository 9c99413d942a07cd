package io.backline.demo.invariant;

import io.backline.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Empty databases with the services' real tables, but without the checks and keys that would not let us plant what must never be. */
final class ScratchStores {
    private static final Path REPOSITORY = repository();

    private final LocalStack stack = LocalStack.shared();
    private final String name = "scratch" + UUID.randomUUID().toString().substring(0, 8) + "_";

    ScratchStores() throws SQLException, IOException {
        for (var store : Store.values()) {
            try (var server = DriverManager.getConnection(stack.jdbcUrl("postgres"), "postgres", "postgres")) {
                execute(server, "create database " + database(store));
            }
            for (var script : scripts(store)) {
                run(store, Files.readString(script));
            }
            run(store, WITHOUT_CHECKS);
        }
    }

    private static final String WITHOUT_CHECKS = """
            do $$ declare it record; begin
                for it in select conrelid::regclass as relation, conname from pg_constraint
                    where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u', 'p', 'x')
                    order by contype <> 'f' loop
                    execute format('alter table %s drop constraint if exists %I cascade', it.relation, it.conname);
                end loop;
            end $$
            """;

    private static List<Path> scripts(Store store) throws IOException {
        try (var messaging = Files.list(REPOSITORY.resolve("messaging/src/main/resources/db/messaging"));
                var web = Files.list(REPOSITORY.resolve("web/src/main/resources/db/web"));
                var own = Files.list(REPOSITORY.resolve(store.service() + "/src/main/resources/db/migration"))) {
            return java.util.stream.Stream.of(messaging, web, own)
                    .flatMap(scripts -> scripts)
                    .filter(script -> script.toString().endsWith(".sql"))
                    .sorted(Comparator.comparing(script -> script.getFileName().toString()))
                    .toList();
        }
    }

    Stores stores() {
        return new Stores(
                stack.jdbcUrl(database(Store.ORDER)),
                stack.jdbcUrl(database(Store.INVENTORY)),
                stack.jdbcUrl(database(Store.NOTIFICATION)),
                "postgres",
                "postgres");
    }

    void run(Store store, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(stack.jdbcUrl(database(store)), "postgres", "postgres")) {
            execute(connection, sql);
        }
    }

    /** Empties every table. */
    void clear() throws SQLException {
        for (var store : Store.values()) {
            run(store, """
                    do $$ declare it record; begin
                        for it in select tablename from pg_tables where schemaname = 'public' loop
                            execute format('truncate %I cascade', it.tablename);
                        end loop;
                    end $$
                    """);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String database(Store store) {
        return name + store.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("order-service"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "not inside the repository");
        }
        return folder;
    }
}
