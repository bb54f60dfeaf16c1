package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.observation.ObservationWriter;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The facts beside attendance: set-based reads into a {@link WorkingSet}, and the writing of what it changed. */
final class FactStore {

    private FactStore() {}

    /** What holds under the keys, with all that was said before. */
    static void loadKeys(Connection connection, FactKind kind, Collection<String> keys, WorkingSet into)
            throws SQLException {
        Together alone = new Together();
        loadKeys(alone, kind, keys, into);
        alone.run(connection);
    }

    static void loadKeys(Together with, FactKind kind, Collection<String> keys, WorkingSet into) {
        if (keys.isEmpty()) {
            return;
        }
        load(with, kind, "f.fact_key = ANY (?)", keys, into);
        String history = """
                SELECT h.fact_key, h.source_id, h.source_rank, h.off_roster, h.received_at, h.sequence, h.payload
                FROM fact_history h WHERE h.school_id = ? AND h.kind = ? AND h.fact_key = ANY (?)
                """;
        Together.Values values = to -> {
            to.school();
            to.text(kind.name());
            to.texts(keys);
        };
        with.select(history, values, row -> {
            while (row.next()) {
                into.fact(kind, row.getString(1)).others.add(version(row));
            }
        });
    }

    static void loadSlips(Together with, Collection<String> students, WorkingSet into) {
        if (!students.isEmpty()) {
            load(with, FactKind.LEAVE_SLIP, "f.student_id = ANY (?)", students, into);
        }
    }

    static void loadRollCalls(Together with, Collection<SessionId> sessions, WorkingSet into) {
        if (sessions.isEmpty()) {
            return;
        }
        String select = columns(FactKind.ROLL_CALL) + """
                FROM unnest(?, ?) AS k(session_on, session_id), LATERAL (
                  SELECT * FROM roll_call f
                  WHERE f.school_id = ? AND f.session_on = k.session_on AND f.session_id = k.session_id OFFSET 0) f
                """;
        Together.Values values = to -> {
            to.dates(sessions.stream().map(SessionId::plannedOn).toList());
            to.texts(sessions.stream().map(SessionId::toString).toList());
            to.school();
        };
        with.select(select, values, row -> read(row, FactKind.ROLL_CALL, into));
    }

    /** Checks that belong to the sessions or to the offerings themselves. */
    static void loadChecks(
            Together with, Collection<SessionId> sessions, Collection<String> offerings, WorkingSet into) {
        load(
                with,
                FactKind.LESSON_CHECK,
                "f.session_id = ANY (?)",
                sessions.stream().map(SessionId::toString).toList(),
                into);
        load(with, FactKind.LESSON_CHECK, "f.session_id IS NULL AND f.offering_id = ANY (?)", offerings, into);
    }

    private static String columns(FactKind kind) {
        return "SELECT f.fact_key, f.source_id, f.source_rank, f.off_roster, f.received_at, f.sequence, f.payload"
                + (kind == FactKind.LESSON_CHECK ? ", f.attribution " : " ");
    }

    private static void load(
            Together with, FactKind kind, String condition, Collection<String> values, WorkingSet into) {
        String sql = columns(kind) + "FROM " + kind.table + " f WHERE f.school_id = ? AND " + condition;
        Together.Values bound = to -> {
            to.school();
            to.texts(values);
        };
        with.select(sql, bound, row -> read(row, kind, into));
    }

    private static void read(ResultSet row, FactKind kind, WorkingSet into) throws SQLException {
        while (row.next()) {
            FactRow loaded = into.fact(kind, row.getString(1));
            if (!loaded.isStored) {
                loaded.isStored = true;
                into.hold(loaded, version(row));
                loaded.attribution = kind == FactKind.LESSON_CHECK ? row.getString(8) : null;
            }
        }
    }

    private static Version<Observation> version(ResultSet row) throws SQLException {
        return new Version<>(
                ObservationJson.parse(row.getString(7)),
                row.getString(2),
                row.getInt(3),
                row.getBoolean(4),
                Sql.instant(row, 5),
                row.getLong(6));
    }

    /** Returns how many rows it wrote. */
    static int write(Connection connection, WorkingSet set) throws SQLException {
        int written = 0;
        CopyRows history = new CopyRows("fact_history");
        for (FactKind kind : FactKind.values()) {
            List<FactRow> dirty =
                    set.all(kind).stream().filter(row -> row.isDirty).toList();
            delete(
                    connection,
                    kind,
                    dirty.stream()
                            .filter(row -> row.isStored)
                            .map(row -> row.key)
                            .toList());
            CopyRows current = new CopyRows(kind.table);
            for (FactRow row : dirty) {
                if (row.holding != null) {
                    common(current, row.key, row.holding);
                    kind.columns(current, row);
                }
                for (Version<Observation> version : row.newHistory) {
                    history.int2("school_id", (int) Schema.SCHOOL_ID).text("kind", kind.name());
                    versioned(history, row.key, version);
                    history.endRow();
                }
            }
            current.send(connection);
            written += dirty.size();
        }
        history.send(connection);
        return written;
    }

    private static void delete(Connection connection, FactKind kind, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        String sql = "DELETE FROM " + kind.table + " WHERE school_id = ? AND fact_key = ANY (?)";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setShort(1, Schema.SCHOOL_ID);
            Sql.texts(delete, 2, new ArrayList<>(keys));
            delete.executeUpdate();
        }
    }

    private static void common(CopyRows rows, String key, Version<Observation> version) {
        rows.int2("school_id", (int) Schema.SCHOOL_ID);
        versioned(rows, key, version);
    }

    private static void versioned(CopyRows rows, String key, Version<Observation> version) {
        rows.text("fact_key", key)
                .text("source_id", version.source())
                .int2("source_rank", version.rank())
                .bool("off_roster", version.offRoster())
                .instant("recorded_at", version.observation().recordedAt())
                .instant("received_at", version.receivedAt())
                .int8("sequence", version.sequence())
                .text("payload", ObservationWriter.write(version.observation()));
    }
}
