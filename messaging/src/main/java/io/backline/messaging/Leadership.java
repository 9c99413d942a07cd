package io.backline.messaging;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The right to relay, for one replica of a service at a time: an advisory lock that lives and dies with this connection. PostgreSQL ends a session whose
 * process vanished or stopped breathing, so that another replica can take over.
 */
final class Leadership implements AutoCloseable {
    /** Shown by pg_stat_activity, to be found by who looks for the relay's session. */
    static final String SESSION = "backline outbox relay";

    private static final long LOCK = 0x6F7574626F78L;

    private final Connection connection;

    private Leadership(Connection connection) {
        this.connection = connection;
    }

    /** A session that may seek leadership. Its reads end by themselves, so that a silent network does not hold the relay for ever. */
    static Leadership sought(Database.Address database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", SESSION);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        var connection = DriverManager.getConnection(database.url(), properties);
        try (var statement = connection.createStatement()) {
            // A row that is published but not deleted is published again, which is harmless: no need to wait for the
            // disk.
            statement.execute("set synchronous_commit = off");
            // The order stands in the index. A plan made while the outbox was empty would read and sort all of it.
            statement.execute("set enable_seqscan = off");
            // Ends sooner than we stop to listen, so that the leadership ends with us and not later.
            statement.execute("set statement_timeout = '20s'");
            statement.execute("set idle_session_timeout = '20s'");
            statement.execute("set tcp_keepalives_idle = 5");
            statement.execute("set tcp_keepalives_interval = 2");
            statement.execute("set tcp_keepalives_count = 3");
        } catch (SQLException unfit) {
            connection.close();
            throw unfit;
        }
        return new Leadership(connection);
    }

    Connection connection() {
        return connection;
    }

    boolean isMine() throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Fails if the session is gone, and the leadership with it. */
    void breathe() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
