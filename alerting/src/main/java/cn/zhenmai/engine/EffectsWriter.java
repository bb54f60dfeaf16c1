package cn.zhenmai.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes what follows from a step in the transaction of its effects; it is called in the journal's order and may be called again. */
@FunctionalInterface
public interface EffectsWriter {

    void write(Connection connection, AppliedStep step) throws SQLException;
}
