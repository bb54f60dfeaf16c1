package cn.zhenmai.store;

import cn.zhenmai.store.dialect.Dialect;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The only bridge between the event loop and blocking JDBC. A method that returns a Future opens its own transaction on a worker; one
 * that takes a Connection blocks and joins the caller's. Nothing may depend on the session's time zone.
 */
public final class Database implements AutoCloseable {

    /** Connections beyond the workers', so that readers never starve our own threads: journal, engine, outbox, upkeep, the service lock, one spare. */
    private static final int OWN_THREADS = 6;

    /** Work waiting for a worker; the executor's queue has no bound of its own. */
    private static final int MAX_WAITING = 1_000;

    /** A restart of the server after a crash takes a few seconds; callers wait for it rather than fail. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    /** At the start nobody waits: a wrong address is to be said soon. */
    private static final Duration FIRST_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Dialect dialect;

    private Database(HikariDataSource pool, WorkerExecutor workers) {
        this.pool = pool;
        this.workers = workers;
    }

    /** Blocks until one connection stands; throws {@link StartException} where none can be had. */
    public static Database open(Vertx vertx, JdbcSettings settings, int poolSize) {
        return open(vertx, settings, poolSize, poolSize + OWN_THREADS);
    }

    /** For the owner of the tables where the service itself works under another role: migrations and upkeep need no more. */
    public static Database openForOwner(Vertx vertx, JdbcSettings settings) {
        return open(vertx, settings, 1, 2);
    }

    /** The same for a server that has fewer connections than that: then whoever keeps one must not wait for another. */
    static Database open(Vertx vertx, JdbcSettings settings, int poolSize, int connections) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setURL(settings.url());
        server.setUser(settings.user());
        server.setPassword(settings.password());
        server.setApplicationName("zhenmai");
        server.setReWriteBatchedInserts(true);
        server.setTcpKeepAlive(true);
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(server);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(FIRST_CONNECT_TIMEOUT.toMillis());
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StartException("数据库无法连接／cannot connect to the database: " + settings.url() + ": " + reason(e), e);
        }
        // Named by the pool, because workers of equal name are shared within a Vert.x.
        WorkerExecutor workers = vertx.createSharedWorkerExecutor(
                "database-" + Integer.toHexString(System.identityHashCode(pool)), poolSize, 60, TimeUnit.SECONDS);
        return new Database(pool, workers);
    }

    /** Runs the work in a transaction of its own on a worker; it is committed when the future succeeds. */
    public <T> Future<T> transact(Work<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(new BusyException());
        }
        return workers.executeBlocking(
                () -> {
                    waiting.decrementAndGet();
                    return inTransaction(work);
                },
                false);
    }

    /**
     * Lets the server look at how much there is now. It does so by itself once a minute; after bulk writes into empty tables that is
     * late, and plans made for empty tables read all rows. Blocks.
     */
    public void analyze() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException("statistics could not be gathered", e);
        }
    }

    /** The same on the calling thread, which must not be an event loop. An exception of the work or of the commit rolls back. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    /** A connection in autocommit mode, to be closed by the caller; blocks. */
    public Connection connect() throws SQLException {
        return pool.getConnection();
    }

    /** Gauges of the pool and of the work that waits for a worker. */
    public void bindTo(MeterRegistry meters) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        Gauge.builder("zhenmai.database.waiting", waiting, AtomicInteger::get)
                .description("units of work that wait for a database worker; bound " + MAX_WAITING)
                .register(meters);
    }

    /** How the migrated store lies on its server; asked once, over the given connection. */
    public Dialect dialect(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(connection);
            dialect = known;
        }
        return known;
    }

    /** See {@link Dialect#toTimescale}; blocks for as long as copying every row takes. */
    public Dialect moveToTimescale() throws SQLException {
        Dialect moved = inTransaction(Dialect::toTimescale);
        dialect = moved;
        return moved;
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        workers.close().await();
        pool.close();
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** More work waits for the database than may wait: try again later. */
    public static final class BusyException extends RuntimeException {
        BusyException() {
            super("数据库忙／the database is busy");
        }
    }
}
