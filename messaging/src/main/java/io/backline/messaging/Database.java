package io.backline.messaging;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * Plain SQL within the JTA transaction: all handles of one are the same, which sees its work and commits with it. Rows are bound as {@link Rows}, a list of keys as
 * {@link Values}; the SQL stands as it is written, so {@code <} needs no escape and lists are never spliced into the text.
 */
class Database {
    /** Where the database is, for who needs a connection outside the pool. */
    record Address(String url, String user, String password) {

        /** For a question that must not wait long: each of its statements ends by itself, on a silent network too, and leaves nobody waiting in the server. */
        Connection impatient(Duration patience) throws SQLException {
            var seconds = Long.toString(Math.max(1, patience.toSeconds()));
            var properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("socketTimeout", seconds);
            // Ends sooner than we stop to listen, so that it is the server that says why.
            properties.setProperty("options", "-c statement_timeout=" + patience.toMillis() * 3 / 4);
            return DriverManager.getConnection(url, properties);
        }

        /** Whether it answers somebody who comes now. */
        boolean answers(Duration patience) {
            try (var connection = impatient(patience);
                    var statement = connection.createStatement()) {
                return statement.execute("select 1");
            } catch (SQLException away) {
                return false;
            }
        }
    }

    @Produces
    @Singleton
    Address address(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        return new Address(url, user.orElse(""), password.orElse(""));
    }

    @Produces
    @Singleton
    Jdbi jdbi(DataSource dataSource, TransactionSynchronizationRegistry transaction) {
        var jdbi = Jdbi.create(dataSource);
        jdbi.setTransactionHandler(new CMTTransactionHandler());
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((template, context) -> template);
        // What was bound may be personal, and failures are logged.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.setHandleScope(new HandleOfTransaction(jdbi, transaction));
        return jdbi;
    }
}
