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

    private static final String LEDGER = "LEDGER";
    private static final String JUDGED = "JUDGED";

    private SnapshotStore() {}

    static void replace(Connection c, Snapshot by) throws SQLException {
        try (PreparedStatement delete = c.prepareStatement("delete from engine_snapshot where school_id = ?")) {
            delete.setShort(1, SCHOOL_ID);
            delete.execute();
        }
        insert(c, by, LEDGER, by.ledger());
        insert(c, by, JUDGED, by.judged());
    }

    private static void insert(Connection c, Snapshot of, String name, Snapshot.Section section) throws SQLException {
        String sql =
                "insert into engine_snapshot (school_id, sequence, engine_version, section, form, part, crc32, bytes)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = c.prepareStatement(sql)) {
            for (int part = 0; part < section.parts().size(); part++) {
                insert.setShort(1, SCHOOL_ID);
                insert.setLong(2, of.sequence());
                insert.setString(3, of.engineVersion());
                insert.setString(4, name);
                insert.setInt(5, section.form());
                insert.setInt(6, part);
                insert.setLong(7, section.parts().get(part).crc32());
                insert.setBytes(8, section.parts().get(part).bytes());
                insert.execute();
            }
        }
    }

    static Optional<Snapshot> find(Connection c) throws SQLException {
        String sql = "select sequence, engine_version from engine_snapshot where school_id = ?"
                + " order by sequence desc limit 1";
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long sequence = row.getLong(1);
                return Optional.of(new Snapshot(
                        sequence, row.getString(2), section(c, sequence, LEDGER), section(c, sequence, JUDGED)));
            }
        }
    }

    /** Of form 0 where there is none. */
    private static Snapshot.Section section(Connection c, long sequence, String name) throws SQLException {
        String sql = "select form, crc32, bytes from engine_snapshot where school_id = ? and sequence = ?"
                + " and section = ? order by part";
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setLong(2, sequence);
            select.setString(3, name);
            select.setFetchSize(4);
            int form = 0;
            List<Snapshot.Part> parts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    form = row.getInt(1);
                    parts.add(new Snapshot.Part(row.getBytes(3), row.getLong(2)));
                }
            }
            return new Snapshot.Section(form, parts);
        }
    }
}
