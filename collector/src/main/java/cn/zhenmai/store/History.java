package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import cn.zhenmai.school.RegistryRows;
import cn.zhenmai.school.School;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/** What the journal has taken, read back in its order; for a rebuild, a back-test, or a command beside a running service. */
public final class History {

    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /** The inputs of the rows (after, upTo] again, the very same, on the calling thread; reading runs ahead on another. Blocks. */
    public void replay(long after, long upTo, Consumer<Input> consumer) throws SQLException {
        ReadAhead.<Input>run(
                read -> database.<Void>inTransaction(c -> {
                    Replay.run(c, after, upTo, read);
                    return null;
                }),
                consumer);
    }

    /** The school as it was registered as of the row. */
    public School schoolAsOf(long sequence) throws SQLException {
        return database.inTransaction(c -> schoolAsOf(c, sequence));
    }

    static School schoolAsOf(Connection connection, long sequence) throws SQLException {
        SortedMap<RegistryRows.Key, String> rows = RegistryStore.rowsAsOf(connection, sequence);
        return School.of(RegistryRows.fromRows(rows));
    }

    /** The edits of the rules up to the row, oldest first. */
    public List<Input.RulesEdited> rulesUpTo(long sequence) throws SQLException {
        List<Input.RulesEdited> edits = new ArrayList<>();
        for (RulesStore.Edition each : database.inTransaction(c -> RulesStore.list(c, sequence, Integer.MAX_VALUE))) {
            edits.add(
                    0,
                    new Input.RulesEdited(each.sequence(), each.knownAt(), false, each.yaml(), each.by(), each.note()));
        }
        return edits;
    }

    /** The last row that was known before the moment; 0 when none was. */
    public long sequenceBefore(Instant moment) throws SQLException {
        return database.inTransaction(c -> sequenceBefore(c, moment));
    }

    /** known_at never goes back, so the rows in question are the newest or a few before them. */
    private static long sequenceBefore(Connection connection, Instant moment) throws SQLException {
        String sql = "SELECT coalesce(max(sequence), 0) FROM journal WHERE school_id = ? AND known_at < ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setObject(2, Sql.offset(moment));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
