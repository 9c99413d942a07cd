package io.backline.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/** One PostgreSQL server, as durable as in production: what it acknowledged survives a power cut. */
public final class PostgresServer implements Server {
    public static final String USER = "postgres";

    private static final String NAME = "postgresql";

    private final DataFolder data;
    private final Path folder;
    private final int port;

    public PostgresServer(DataFolder data, int port) {
        this.data = data;
        this.folder = data.of(NAME);
        this.port = port;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return port;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public Process start() throws IOException, InterruptedException {
        if (!Files.exists(folder)) {
            initialise();
        }
        forgetStalePid();
        return data.start(
                NAME,
                new ProcessBuilder(PostgresBinaries.command(
                        "postgres",
                        "-D",
                        folder.toString(),
                        "-p",
                        String.valueOf(port),
                        "--listen_addresses=127.0.0.1",
                        "--unix_socket_directories=",
                        "--fsync=on",
                        "--synchronous_commit=on",
                        "--full_page_writes=on",
                        "--max_connections=200",
                        "--shared_buffers=192MB",
                        "--max_wal_size=2GB",
                        "--log_line_prefix=%m [%p] %d ")));
    }

    /** Lays the files out beside their place and moves them there when complete: a half made folder is never used. */
    private void initialise() throws IOException, InterruptedException {
        var unfinished = new DataFolder(data.of(NAME + ".new"));
        if (Files.exists(unfinished.root())) {
            unfinished.delete();
        }
        PostgresBinaries.makeFolder(unfinished.root());
        var exit = data.start(
                        NAME,
                        new ProcessBuilder(PostgresBinaries.command(
                                "initdb",
                                "-D",
                                unfinished.root().toString(),
                                "--username=" + USER,
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C")))
                .waitFor();
        if (exit != 0) {
            throw new IOException("PostgreSQL's data folder could not be made, see " + data.log(NAME));
        }
        Files.move(unfinished.root(), folder);
    }

    /** After a restart of the machine the number in the file may be anybody's, and PostgreSQL would take it for a rival. */
    private void forgetStalePid() throws IOException {
        var written = writtenDown(folder);
        if (written.isPresent() && !isServerOn(folder, written.get())) {
            Files.delete(pidFile(folder));
        }
    }

    /** The server that holds a stack's folder, whoever started it. */
    static Optional<ProcessHandle> processOn(DataFolder data) throws IOException {
        var folder = data.of(NAME);
        return writtenDown(folder).filter(process -> isServerOn(folder, process));
    }

    private static Optional<ProcessHandle> writtenDown(Path folder) throws IOException {
        if (!Files.exists(pidFile(folder))) {
            return Optional.empty();
        }
        var pid = Files.readAllLines(pidFile(folder)).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid));
    }

    private static boolean isServerOn(Path folder, ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("postgres -D " + folder + " ");
    }

    private static Path pidFile(Path folder) {
        return folder.resolve("postmaster.pid");
    }

    @Override
    public void askToStop(Process process) {
        try {
            interrupt(process.toHandle());
        } catch (IOException | InterruptedException e) {
            process.destroy();
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave, as SIGTERM does. */
    static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public boolean isReady() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (var connection = connect(jdbcUrl("postgres"))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes a database unless it is there. */
    public void createDatabase(String name) throws SQLException {
        createDatabase(jdbcUrl("postgres"), name);
    }

    static void createDatabase(String serverUrl, String name) throws SQLException {
        try (var connection = connect(serverUrl);
                var statement = connection.createStatement();
                var found = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            found.setString(1, name);
            if (!found.executeQuery().next()) {
                statement.execute("create database \"" + name + "\"");
            }
        }
    }

    /** Not by DriverManager, which does not see the driver from every class loader of a Quarkus test. */
    private static Connection connect(String url) throws SQLException {
        var login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("connectTimeout", "2");
        for (var driver : ServiceLoader.load(Driver.class, PostgresServer.class.getClassLoader())) {
            var connection = driver.connect(url, login);
            if (connection != null) {
                return connection;
            }
        }
        throw new SQLException("no driver for " + url);
    }
}
