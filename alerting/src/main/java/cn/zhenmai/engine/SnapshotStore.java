package cn.zhenmai.engine;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last snapshot of the engine beside the journal. Joins the caller's transaction, so that the one before stands until it commits. */
final class SnapshotStore {

    private SnapshotStore() {}

    static void replace(Connection c, Snapshot by) throws SQLException {
        try (PreparedStatement delete = c.prepareStatement("delete from engine_snapshot where school_id = ?")) {
            delete.setShort(1, SCHOOL_ID);
            delete.execute();
        }
        String sql = "insert into engine_snapshot (school_id, sequence, part, form, engine_version, crc32, bytes)"
                + " values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = c.prepareStatement(sql)) {
            for (int part = 0; part < by.parts().size(); part++) {
                insert.setShort(1, SCHOOL_ID);
                insert.setLong(2, by.sequence());
                insert.setInt(3, part);
                insert.setInt(4, by.form());
                insert.setString(5, by.engineVersion());
                insert.setLong(6, by.parts().get(part).crc32());
                insert.setBytes(7, by.parts().get(part).bytes());
                insert.execute();
            }
        }
    }

    static Optional<Snapshot> find(Connection c) throws SQLException {
        String sql = "select sequence, form, engine_version, crc32, bytes from engine_snapshot where school_id = ?"
                + " order by sequence desc, part";
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setFetchSize(4);
            try (ResultSet row = select.executeQuery()) {
                Snapshot found = null;
                List<Snapshot.Part> parts = new ArrayList<>();
                while (row.next()) {
                    found = new Snapshot(row.getLong(1), row.getInt(2), row.getString(3), parts);
                    parts.add(new Snapshot.Part(row.getBytes(5), row.getLong(4)));
                }
                return Optional.ofNullable(found);
            }
        }
    }
}
