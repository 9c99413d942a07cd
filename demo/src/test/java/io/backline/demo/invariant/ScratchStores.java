package io.backline.demo.invariant;

import io.backline.localstack.LocalStack;
import io.backline.localstack.testing.ServiceTables;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Empty databases with the services' real tables, but without the checks and keys that would not let us plant what must never be. */
final class ScratchStores {
    private final Map<Store, String> urls = new EnumMap<>(Store.class);

    ScratchStores() throws SQLException, IOException {
        for (var store : Store.values()) {
            urls.put(store, ServiceTables.create(LocalStack.shared(), store.service()));
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

    Stores stores() {
        return new Stores(url(Store.ORDER), url(Store.INVENTORY), url(Store.NOTIFICATION), "postgres", "postgres");
    }

    void run(Store store, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(store), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
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

    private String url(Store store) {
        return Objects.requireNonNull(urls.get(store));
    }
}
