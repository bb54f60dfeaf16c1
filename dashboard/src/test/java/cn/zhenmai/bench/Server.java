package cn.zhenmai.bench;

import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The bench's own PostgreSQL, as the service itself would start it; each part of the table has a database of its own in it. */
final class Server implements AutoCloseable {

    /** Null where the folder was given: then it stays. */
    private final TestHome home;

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private int databases;

    Server() {
        home = TestHome.create();
        folder = home.path();
        postgres = EmbeddedPostgres.start(folder);
    }

    private Server(Path folder) {
        home = null;
        this.folder = folder;
        postgres = EmbeddedPostgres.start(folder);
    }

    /** In a folder that is kept for further runs. */
    static Server in(String folder) {
        return new Server(Path.of(folder));
    }

    JdbcSettings create() {
        return create("bench" + ++databases);
    }

    JdbcSettings findOrCreate(String name) {
        String found = ask(postgres.jdbc(), "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'");
        return found.equals("0") ? create(name) : database(name);
    }

    private JdbcSettings create(String name) {
        execute(postgres.jdbc(), "CREATE DATABASE " + name);
        return database(name);
    }

    private JdbcSettings database(String name) {
        JdbcSettings server = postgres.jdbc();
        return new JdbcSettings(server.url().replaceFirst("/postgres$", "/" + name), server.user(), server.password());
    }

    void drop(JdbcSettings database) {
        execute(
                postgres.jdbc(),
                "DROP DATABASE " + database.url().substring(database.url().lastIndexOf('/') + 1) + " (FORCE)");
    }

    Path passwordFile() {
        try {
            Path file = folder.resolve("bench-password");
            Files.writeString(file, postgres.jdbc().password());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all its processes that live now. */
    double cpuSeconds() {
        return Cpu.seconds(ProcessHandle.of(postgres.pid()).orElseThrow());
    }

    Path folder() {
        return folder;
    }

    static Connection connect(JdbcSettings jdbc) throws SQLException {
        return DriverManager.getConnection(jdbc.url(), jdbc.user(), jdbc.password());
    }

    static void execute(JdbcSettings jdbc, String sql) {
        try (Connection connection = connect(jdbc);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String ask(JdbcSettings jdbc, String sql) {
        try (Connection connection = connect(jdbc);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        postgres.close();
        if (home != null) {
            home.close();
        }
    }
}
