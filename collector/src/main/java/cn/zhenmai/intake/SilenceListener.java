package cn.zhenmai.intake;

import java.sql.Connection;
import java.sql.SQLException;

/** Hears of silences in the transaction that writes them. Blocks. */
public interface SilenceListener {

    /** For who needs to tell nobody. */
    SilenceListener NOBODY = new SilenceListener() {
        @Override
        public void began(Connection connection, SilenceStore.Silence silence) {}

        @Override
        public void ended(Connection connection, String alert) {}
    };

    void began(Connection connection, SilenceStore.Silence silence) throws SQLException;

    /** {@code alert} as {@link SilenceStore.Silence#alert}. */
    void ended(Connection connection, String alert) throws SQLException;
}
