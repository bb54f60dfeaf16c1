package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One writer per database: a second service, or an import beside a running one, would fence the first off its journal. The server
 * frees it with the connection, so a killed service leaves nothing behind.
 */
public final class ServiceLock implements AutoCloseable {

    /** Of advisory locks; "zhenmai" in ASCII. */
    private static final long KEY = 0x7a68656e6d6169L;

    /** A predecessor that was just killed, or is draining, frees it within this. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long POLL_MILLIS = 200;

    private final Connection connection;

    private ServiceLock(Connection connection) {
        this.connection = connection;
    }

    /** Blocks for up to 10 s, then throws {@link StartException}. */
    public static ServiceLock take(Database database) {
        return take(database, PATIENCE);
    }

    static ServiceLock take(Database database, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Connection connection = database.connect();
            while (!tryLock(connection)) {
                if (System.nanoTime() > deadline) {
                    connection.close();
                    throw new StartException("另一个服务正在使用这个数据库／another service is using this database");
                }
                Thread.sleep(POLL_MILLIS);
            }
            return new ServiceLock(connection);
        } catch (SQLException e) {
            throw new StartException("数据库无法加锁／the database cannot be locked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("启动被中断／interrupted while starting", e);
        }
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, KEY);
            try (ResultSet result = lock.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** The connection goes back to the pool, so the lock is given back by name. */
    @Override
    public void close() throws SQLException {
        try (connection;
                PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            unlock.setLong(1, KEY);
            unlock.execute();
        }
    }
}
