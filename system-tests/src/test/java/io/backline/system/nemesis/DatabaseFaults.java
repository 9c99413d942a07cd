package io.backline.system.nemesis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.backline.demo.invariant.Store;
import io.backline.system.nemesis.Fault.Cure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL killed, its connections cut, its rows locked by somebody who does not let go. */
final class DatabaseFaults {
    private static final int CUTS = 5;

    private DatabaseFaults() {}

    static List<Fault> all(Scale scale) {
        return List.of(
                killed(),
                stoppedAtOnce(),
                away(scale),
                connectionsCut(Store.ORDER),
                connectionsCut(Store.INVENTORY),
                connectionsCut(Store.NOTIFICATION),
                locked("order rows", Store.ORDER, scale, """
                        select 1 from orders where order_id in (select order_id from orders order by order_id desc limit 200)
                        order by order_id for update
                        """),
                locked("a SKU's row", Store.INVENTORY, scale, """
                        select 1 from sku where sku = 'NEMESIS-1' for update
                        """));
    }

    private static Fault killed() {
        return new Fault("database: killed", (site, chance) -> {
                    site.database().kill();
                    return site.database()::start;
                })
                .repeatingMail();
    }

    private static Fault stoppedAtOnce() {
        return new Fault("database: stopped at once", (site, chance) -> {
                    site.database().stopAtOnce();
                    return site.database()::start;
                })
                .repeatingMail();
    }

    private static Fault away(Scale scale) {
        return new Fault("database: killed and away for a while", (site, chance) -> {
                    site.database().kill();
                    SECONDS.sleep(scale.absence().toSeconds());
                    return site.database()::start;
                })
                .whileAllAre(Health.UNREADY)
                .repeatingMail();
    }

    private static Fault connectionsCut(Store store) {
        return new Fault("database: connections of " + store.service() + " cut", (site, chance) -> {
                    for (var cut = 0; cut < CUTS; cut++) {
                        try (var connection = site.operator(store);
                                var statement = connection.createStatement()) {
                            statement.execute("""
                                    select pg_terminate_backend(pid) from pg_stat_activity
                                    where datname = current_database() and pid <> pg_backend_pid()
                                    """);
                        }
                        SECONDS.sleep(1);
                    }
                    return Cure.NONE_NEEDED;
                })
                .repeatingMail();
    }

    private static Fault locked(String what, Store store, Scale scale, String lock) {
        return new Fault("database: " + what + " locked for long", (site, chance) -> {
            var connection = locking(site, store, lock);
            SECONDS.sleep(scale.lock().toSeconds());
            return connection::close;
        });
    }

    private static Connection locking(Site site, Store store, String lock) throws SQLException {
        var connection = site.operator(store);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(lock);
        }
        return connection;
    }
}
