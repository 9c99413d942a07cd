package io.backline.messaging;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Red while decided events do not reach Kafka, and while the database does not say whether they do. It is the only check that asks the database, and it asks as
 * somebody who comes now: a pool may be full of connections that nobody answers any more, or wait for new ones longer than readers of the page do.
 */
@Readiness
@Singleton
class OutboxHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database.Address database;
    private final OutboxSettings settings;

    OutboxHealth(Database.Address database, OutboxSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("outbox");
        try {
            var age = ageOfOldest();
            return response.withData("oldestWaitsSeconds", age.toSeconds())
                    .status(age.compareTo(settings.maxAge()) <= 0)
                    .build();
        } catch (SQLException unreachable) {
            return response.withData("error", Trouble.told(unreachable)).down().build();
        }
    }

    private Duration ageOfOldest() throws SQLException {
        try (var connection = database.impatient(PATIENCE);
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select 1000 * extract(epoch from clock_timestamp() - added_at) from outbox order by position limit 1
                        """)) {
            return Duration.ofMillis(row.next() ? row.getLong(1) : 0);
        }
    }
}
