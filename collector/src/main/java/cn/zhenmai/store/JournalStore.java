package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

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

    private static final String LOCK = """
            SELECT sequence, known_at, writer, set_config('enable_seqscan', 'off', true),
                   set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                   set_config('enable_material', 'off', true),
                   set_config('idle_in_transaction_session_timeout', '5min', true),
                   set_config('plan_cache_mode', 'force_custom_plan', true)
            FROM journal_head WHERE school_id = ? FOR UPDATE
            """;

    /**
     * Locks the head for this transaction. Look-ups of the journal are always by key, and the tables grow quicker than the server's
     * statistics: the planner is told so for this transaction, and a plan made for an empty table is not kept. A writer that fell
     * silent in the midst of it does not hold the head for ever.
     */
    static void lock(Together with, Consumer<Head> locked) {
        with.select(LOCK, Parameters::school, row -> {
            if (!row.next()) {
                throw new IllegalStateException("the journal's head is gone");
            }
            locked.accept(head(row));
        });
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getLong(1), Sql.instant(row, 2), row.getString(3));
    }

    /** Moves the head from where this writer knows it; {@link Journal.FencedException} when another one was there. */
    static void move(Together with, Head from, Head to) {
        String sql = """
                UPDATE journal_head SET sequence = ?, known_at = ?, writer = ? WHERE school_id = ? AND sequence = ?
                """;
        Together.Values values = parameters -> {
            parameters.int8(to.sequence());
            parameters.instant(to.knownAt());
            parameters.text(to.writer());
            parameters.school();
            parameters.int8(from.sequence());
        };
        with.update(sql, values, moved -> {
            if (moved != 1) {
                throw new Journal.FencedException();
            }
        });
    }

    /** One goes with the others, more go at once. */
    static void write(Connection connection, List<Input> inputs, Together with) throws SQLException {
        if (inputs.size() == 1) {
            write(inputs.get(0), with);
            return;
        }
        CopyRows rows = new CopyRows("journal");
        for (Input input : inputs) {
            Told told = Told.of(input);
            rows.int2("school_id", (int) Schema.SCHOOL_ID)
                    .int8("sequence", input.sequence())
                    .text("kind", kind(input))
                    .instant("known_at", input.knownAt())
                    .bool("reconstructed", input.reconstructed())
                    .text("rules", told.rules)
                    .text("alert_id", told.alert)
                    .text("act", told.act)
                    .text("act_by", told.by)
                    .text("act_note", told.note)
                    .bytes("attendance", AttendanceCode.write(JournalRows.changesOf(input)))
                    .endRow();
        }
        rows.send(connection);
    }

    private static void write(Input input, Together with) {
        String sql = """
                INSERT INTO journal (school_id, sequence, kind, known_at, reconstructed, rules, alert_id, act, act_by, act_note,
                                     attendance)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """;
        Told told = Told.of(input);
        with.update(sql, to -> {
            to.school();
            to.int8(input.sequence());
            to.text(kind(input));
            to.instant(input.knownAt());
            to.bool(input.reconstructed());
            to.text(told.rules);
            to.text(told.alert);
            to.text(told.act);
            to.text(told.by);
            to.text(told.note);
            to.bytes(AttendanceCode.write(JournalRows.changesOf(input)));
        });
    }

    /** What a person said, of an alert or as rules; nulls where none did. */
    private record Told(String rules, String alert, String act, String by, String note) {
        static Told of(Input input) {
            if (input instanceof Input.Acted acted) {
                return new Told(null, acted.alert(), acted.act(), acted.by(), acted.note());
            } else if (input instanceof Input.RulesEdited edited) {
                return new Told(edited.yaml(), null, null, edited.by(), edited.note());
            }
            return new Told(null, null, null, null, null);
        }
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
