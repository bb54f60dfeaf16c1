package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Rows of the journal and its head. */
final class JournalStore {

    /** {@code writer} moved the head last. */
    record Head(long sequence, Instant knownAt, String writer) {}

    private static final Head NOTHING_YET = new Head(0, Instant.EPOCH, "");

    private JournalStore() {}

    static Head read(Connection connection) throws SQLException {
        String sql = "SELECT sequence, known_at, writer FROM journal_head WHERE school_id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? head(row) : NOTHING_YET;
            }
        }
    }

    static void createHead(Connection connection) throws SQLException {
        String sql = """
                INSERT INTO journal_head (school_id, sequence, known_at, writer) VALUES (?, 0, ?, '')
                ON CONFLICT DO NOTHING
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, Schema.SCHOOL_ID);
            insert.setObject(2, Sql.offset(Instant.EPOCH));
            insert.executeUpdate();
        }
    }

    /**
     * Locks the head for this transaction. Look-ups of the journal are always by key, and the tables grow quicker than the server's
     * statistics: the planner is told so for this transaction, and a plan made for an empty table is not kept. A writer that fell
     * silent in the midst of it does not hold the head for ever.
     */
    static Head lock(Connection connection) throws SQLException {
        String sql = """
                SELECT sequence, known_at, writer, set_config('enable_seqscan', 'off', true),
                       set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                       set_config('enable_material', 'off', true),
                       set_config('idle_in_transaction_session_timeout', '5min', true),
                       set_config('plan_cache_mode', 'force_custom_plan', true)
                FROM journal_head WHERE school_id = ? FOR UPDATE
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the journal's head is gone");
                }
                return head(row);
            }
        }
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getLong(1), Sql.instant(row, 2), row.getString(3));
    }

    /** Moves the head from where this writer knows it; false when another one was there. */
    static boolean move(Connection connection, Head from, Head to) throws SQLException {
        String sql = """
                UPDATE journal_head SET sequence = ?, known_at = ?, writer = ? WHERE school_id = ? AND sequence = ?
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, to.sequence());
            update.setObject(2, Sql.offset(to.knownAt()));
            update.setString(3, to.writer());
            update.setShort(4, Schema.SCHOOL_ID);
            update.setLong(5, from.sequence());
            return update.executeUpdate() == 1;
        }
    }

    static void write(Connection connection, List<Input> inputs) throws SQLException {
        CopyRows rows = new CopyRows("journal");
        for (Input input : inputs) {
            Input.Acted act = input instanceof Input.Acted acted ? acted : null;
            Input.RulesEdited rules = input instanceof Input.RulesEdited edited ? edited : null;
            rows.int2("school_id", (int) Schema.SCHOOL_ID)
                    .int8("sequence", input.sequence())
                    .text("kind", kind(input))
                    .instant("known_at", input.knownAt())
                    .bool("reconstructed", input.reconstructed())
                    .text("rules", rules == null ? null : rules.yaml())
                    .text("alert_id", act == null ? null : act.alert())
                    .text("act", act == null ? null : act.act())
                    .text("act_by", act != null ? act.by() : rules != null ? rules.by() : null)
                    .text("act_note", act != null ? act.note() : rules != null ? rules.note() : null)
                    .bytes("attendance", AttendanceCode.write(Batch.changesOf(input)))
                    .endRow();
        }
        rows.send(connection);
    }

    private static String kind(Input input) {
        if (input instanceof Input.Facts) {
            return "FACTS";
        } else if (input instanceof Input.SchoolEdited) {
            return "SCHOOL";
        } else if (input instanceof Input.RulesEdited) {
            return "RULES";
        } else if (input instanceof Input.Tick) {
            return "TICK";
        }
        return "ACT";
    }
}
