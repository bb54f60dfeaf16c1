package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Blocking work on one connection, inside a transaction that is not its own to end. */
@FunctionalInterface
public interface Work<T> {
    T run(Connection connection) throws SQLException;
}
