package cn.zhenmai.engine;

import cn.zhenmai.store.Together;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes what follows from a step in the transaction of its effects; it is called in the journal's order and may be called again. What
 * only writes goes {@code with} what others write; who has to read, or to write by itself, sends that first.
 */
@FunctionalInterface
public interface EffectsWriter {

    void write(Connection connection, Together with, AppliedStep step) throws SQLException;
}
