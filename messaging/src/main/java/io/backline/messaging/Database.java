package io.backline.messaging;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.array.SqlArrayType;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL within the JTA transaction: a handle opened in one sees its work and commits with it. Rows are bound as {@link Rows}, a list of keys by
 * {@code bindArray}; the SQL stands as it is written, so {@code <} needs no escape and lists are never spliced into the text.
 */
class Database {
    private static final Map<Class<?>, Elements> ARRAYS = Map.of(
            String.class, new Elements("text", String.class, value -> value),
            Integer.class, new Elements("int4", Integer.class, value -> value),
            Long.class, new Elements("int8", Long.class, value -> value),
            UUID.class, new Elements("uuid", UUID.class, value -> value),
            Instant.class, new Elements("timestamptz", String.class, Object::toString));

    /** Where the database is, for who needs a connection outside the pool. */
    record Address(String url, String user, String password) {

        /** Whether it answers somebody who comes now. */
        boolean answers(Duration patience) {
            var seconds = Long.toString(Math.max(1, patience.toSeconds()));
            var properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("socketTimeout", seconds);
            try (var connection = DriverManager.getConnection(url, properties);
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
    Jdbi jdbi(DataSource dataSource) {
        var jdbi = Jdbi.create(dataSource);
        jdbi.setTransactionHandler(new CMTTransactionHandler());
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((template, context) -> template);
        // What was bound may be personal, and failures are logged.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.registerArrayType((type, config) -> Optional.ofNullable(ARRAYS.get(type)));
        return jdbi;
    }

    /** The driver sends an array in its binary form only if the Java array has the element's own class. */
    private record Elements(String sqlType, Class<?> javaType, Function<Object, Object> conversion)
            implements SqlArrayType<@Nullable Object> {
        @Override
        public String getTypeName() {
            return sqlType;
        }

        @Override
        public Class<?> getArrayElementClass() {
            return javaType;
        }

        @Override
        public @Nullable Object convertArrayElement(@Nullable Object element) {
            return element == null ? null : conversion.apply(element);
        }
    }
}
