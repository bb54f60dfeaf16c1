package cn.zhenmai.store;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fresh, migrated databases for tests, on one real embedded server per JVM. Sessions run in a hostile time zone (+12:45/+13:45), so
 * that what depends on the session's zone shows.
 */
public final class TestDatabase {

    /** At login, because the driver asks for the JVM's zone and that goes before the database's own setting. */
    private static final String HOSTILE_ZONE = """
            CREATE SCHEMA hostile;
            CREATE FUNCTION hostile.zone() RETURNS event_trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM set_config('TimeZone', 'Pacific/Chatham', false); END $$;
            CREATE EVENT TRIGGER hostile_zone ON login EXECUTE FUNCTION hostile.zone();
            """;

    private static final int POOL_SIZE = 4;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    /** A migrated database of its own; the caller may close it. */
    public static Database fresh(Vertx vertx) {
        return Database.open(vertx, create(Server.MIGRATED), POOL_SIZE);
    }

    /** The same, for whoever opens it from another process. */
    public static JdbcSettings migrated() {
        return create(Server.MIGRATED);
    }

    /** An empty database without migrations, for tests of the start itself. */
    public static JdbcSettings empty() {
        return create(Server.HOSTILE);
    }

    private static JdbcSettings create(String template) {
        String name = "test" + NUMBER.incrementAndGet();
        // Copying a template is serialised: it must have no other connection meanwhile.
        synchronized (Server.class) {
            execute(Server.POSTGRES.jdbc(), "CREATE DATABASE " + name + " TEMPLATE " + template);
        }
        return named(name);
    }

    private static JdbcSettings named(String database) {
        JdbcSettings server = Server.POSTGRES.jdbc();
        return new JdbcSettings(
                server.url().replaceFirst("/postgres$", "/" + database), server.user(), server.password());
    }

    private static void execute(JdbcSettings jdbc, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc.url(), jdbc.user(), jdbc.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started at first use, ended with the JVM. */
    private static final class Server {
        static final String HOSTILE = "hostile";
        static final String MIGRATED = "migrated";
        static final EmbeddedPostgres POSTGRES = start();

        static {
            execute(POSTGRES.jdbc(), "CREATE DATABASE " + HOSTILE);
            execute(named(HOSTILE), HOSTILE_ZONE);
            execute(POSTGRES.jdbc(), "CREATE DATABASE " + MIGRATED + " TEMPLATE " + HOSTILE);
            Vertx vertx = Vertx.vertx();
            try (Database database = Database.open(vertx, named(MIGRATED), 1)) {
                Migrations.run(database);
            }
            vertx.close().await();
        }

        private static EmbeddedPostgres start() {
            TestHome home = TestHome.create();
            EmbeddedPostgres postgres = EmbeddedPostgres.start(home.path());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                postgres.close();
                home.close();
            }));
            return postgres;
        }
    }
}
