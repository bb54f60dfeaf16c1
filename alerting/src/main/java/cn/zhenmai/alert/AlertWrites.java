package cn.zhenmai.alert;

import static cn.zhenmai.alert.AlertRows.at;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The statements that move alerts by the engine's transitions and by people's acts. */
final class AlertWrites {

    private static final String SUPERSEDE =
            "update alert set condition = 'ENDED', end_reason = 'superseded', changed_at = ?, changed_sequence = ?"
                    + " where school_id = ? and rule_id = ? and subject_kind = ? and subject_id = ? and condition <>"
                    + " 'ENDED' and alert_id <> ?";

    private static final String UPSERT = "insert into alert (school_id, alert_id, rule_id, rule_version, subject_kind,"
            + " subject_id, student_id, class_ids, college_id, session_id, offering_id, teacher_id, level, condition,"
            + " end_reason, opened_at, opened_sequence, changed_at, changed_sequence, title, text_zh, text_en, evidence)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict"
            + " (school_id, alert_id) do update set rule_version = excluded.rule_version, class_ids = excluded.class_ids,"
            + " college_id = excluded.college_id, teacher_id = excluded.teacher_id, level = excluded.level, condition ="
            + " excluded.condition, end_reason = excluded.end_reason, changed_at = excluded.changed_at, changed_sequence ="
            + " excluded.changed_sequence, title = excluded.title, text_zh = excluded.text_zh, text_en = excluded.text_en,"
            + " evidence = excluded.evidence";

    private static final String TRANSITION =
            "insert into alert_transition (school_id, sequence, ordinal, alert_id, at, kind,"
                    + " level_before, level, condition, end_reason, by_correction, title, text_zh, text_en, evidence)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";

    private static final String MARK = "update alert set revision = ?::jsonb where school_id = ? and alert_id = ?";

    /** What it rested on is in the store already. */
    private static final String REVISED =
            "insert into alert_transition (school_id, sequence, ordinal, alert_id, at, kind, level_before, level,"
                    + " condition, end_reason, by_correction, title, text_zh, text_en, evidence, revision) select"
                    + " school_id, ?, ?, alert_id, ?, ?, level, level, condition, end_reason, true, title, text_zh,"
                    + " text_en, evidence, revision from alert where school_id = ? and alert_id = ?";

    /** What was closed by hand comes back by a higher level or a new crossing. */
    private static final String REOPEN =
            "with again as (update alert set handling = 'NEW', handled_by = null, handled_at = ?, handling_note = null"
                    + " where school_id = ? and alert_id = ? and handling = 'CLOSED' returning school_id, alert_id) insert"
                    + " into alert_handling (school_id, alert_id, sequence, at, act, state) select school_id, alert_id, ?,"
                    + " ?, 'REOPEN', 'NEW' from again";

    private AlertWrites() {}

    /** How many other open alerts of the same rule and subject had to give way: 0 unless the engine's own past has changed. */
    static int apply(Connection c, List<Transition> transitions) throws SQLException {
        int superseded = 0;
        try (PreparedStatement supersede = c.prepareStatement(SUPERSEDE);
                PreparedStatement upsert = c.prepareStatement(UPSERT);
                PreparedStatement transition = c.prepareStatement(TRANSITION)) {
            // One by one: the driver would merge a batch into one insert, which may not touch an alert twice.
            for (Transition each : transitions) {
                if (each.kind() == Transition.Kind.REVISED) {
                    revise(c, each);
                    continue;
                }
                if (each.alert().condition() != Alert.Condition.ENDED) {
                    superseded += supersede(supersede, each.alert());
                }
                wrote(upsert(c, upsert, each.alert()), each);
                wrote(transition(transition, each), each);
            }
        }
        for (Transition each : transitions) {
            if (each.kind() == Transition.Kind.RAISED || each.kind() == Transition.Kind.REOPENED) {
                reopen(c, each);
            }
        }
        return superseded;
    }

    static void mark(Connection c, String id, Revision revision) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(MARK)) {
            statement.setString(1, EvidenceJson.write(revision));
            statement.setInt(2, SCHOOL_ID);
            statement.setString(3, id);
            statement.execute();
        }
    }

    /** One that retention has taken meanwhile has nothing to revise. */
    private static void revise(Connection c, Transition transition) throws SQLException {
        mark(c, transition.alert().id(), transition.alert().revision());
        try (PreparedStatement statement = c.prepareStatement(REVISED)) {
            statement.setLong(1, transition.sequence());
            statement.setInt(2, transition.ordinal());
            statement.setObject(3, at(transition.at()));
            statement.setString(4, transition.kind().name());
            statement.setInt(5, SCHOOL_ID);
            statement.setString(6, transition.alert().id());
            statement.execute();
        }
    }

    private static void wrote(int rows, Transition transition) throws SQLException {
        if (rows != 1) {
            throw new SQLException("wrote " + rows + " rows for a transition of "
                    + transition.alert().id());
        }
    }

    private static int supersede(PreparedStatement statement, Alert alert) throws SQLException {
        int i = 1;
        statement.setObject(i++, at(alert.changedAt()));
        statement.setLong(i++, alert.changedSequence());
        statement.setInt(i++, SCHOOL_ID);
        statement.setString(i++, alert.rule());
        statement.setString(i++, alert.subject().kind().name());
        statement.setString(i++, alert.subject().id());
        statement.setString(i, alert.id());
        return statement.executeUpdate();
    }

    private static int upsert(Connection c, PreparedStatement statement, Alert alert) throws SQLException {
        int i = 1;
        statement.setInt(i++, SCHOOL_ID);
        statement.setString(i++, alert.id());
        statement.setString(i++, alert.rule());
        statement.setInt(i++, alert.ruleVersion());
        statement.setString(i++, alert.subject().kind().name());
        statement.setString(i++, alert.subject().id());
        statement.setString(i++, alert.student());
        statement.setArray(i++, c.createArrayOf("text", alert.classes().toArray()));
        statement.setString(i++, alert.college());
        statement.setString(i++, alert.session());
        statement.setString(i++, alert.offering());
        statement.setString(i++, alert.teacher());
        statement.setString(i++, alert.level().name());
        statement.setString(i++, alert.condition().name());
        statement.setString(i++, alert.endReason());
        statement.setObject(i++, at(alert.openedAt()));
        statement.setLong(i++, alert.openedSequence());
        statement.setObject(i++, at(alert.changedAt()));
        statement.setLong(i++, alert.changedSequence());
        statement.setString(i++, alert.title());
        statement.setString(i++, alert.text());
        statement.setString(i++, alert.textEn());
        statement.setString(i, EvidenceJson.write(alert.evidence()));
        return statement.executeUpdate();
    }

    private static int transition(PreparedStatement statement, Transition transition) throws SQLException {
        Alert alert = transition.alert();
        int i = 1;
        statement.setInt(i++, SCHOOL_ID);
        statement.setLong(i++, transition.sequence());
        statement.setInt(i++, transition.ordinal());
        statement.setString(i++, alert.id());
        statement.setObject(i++, at(transition.at()));
        statement.setString(i++, transition.kind().name());
        statement.setString(
                i++, transition.before() == null ? null : transition.before().name());
        statement.setString(i++, alert.level().name());
        statement.setString(i++, alert.condition().name());
        statement.setString(i++, alert.endReason());
        statement.setBoolean(i++, transition.byCorrection());
        statement.setString(i++, alert.title());
        statement.setString(i++, alert.text());
        statement.setString(i++, alert.textEn());
        statement.setString(i, EvidenceJson.write(alert.evidence()));
        return statement.executeUpdate();
    }

    private static void reopen(Connection c, Transition transition) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(REOPEN)) {
            statement.setObject(1, at(transition.at()));
            statement.setInt(2, SCHOOL_ID);
            statement.setString(3, transition.alert().id());
            statement.setLong(4, transition.sequence());
            statement.setObject(5, at(transition.at()));
            int reopened = statement.executeUpdate();
            if (reopened > 1) {
                throw new SQLException(
                        "alert id not unique: " + transition.alert().id());
            }
        }
    }

    /** False when there is no such alert. */
    static boolean act(Connection c, long sequence, Instant when, String alert, HandlingAct act, String by, String note)
            throws SQLException {
        Handling.State before = state(c, alert);
        if (before == null) {
            return false;
        }
        Handling.State after = act.after(before);
        try (PreparedStatement statement =
                c.prepareStatement("update alert set handling = ?, handled_by = ?, handled_at = ?,"
                        + " handling_note = coalesce(?, handling_note) where school_id = ? and alert_id = ?")) {
            statement.setString(1, after.name());
            statement.setString(2, by);
            statement.setObject(3, at(when));
            statement.setString(4, note);
            statement.setInt(5, SCHOOL_ID);
            statement.setString(6, alert);
            int updated = statement.executeUpdate();
            if (updated != 1) {
                throw new SQLException("alert vanished: " + alert);
            }
        }
        try (PreparedStatement statement =
                c.prepareStatement("insert into alert_handling (school_id, alert_id, sequence, at,"
                        + " act, state, handled_by, note) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setInt(1, SCHOOL_ID);
            statement.setString(2, alert);
            statement.setLong(3, sequence);
            statement.setObject(4, at(when));
            statement.setString(5, act.name());
            statement.setString(6, after.name());
            statement.setString(7, by);
            statement.setString(8, note);
            return statement.executeUpdate() == 1;
        }
    }

    private static Handling.State state(Connection c, String alert) throws SQLException {
        try (PreparedStatement statement =
                c.prepareStatement("select handling from alert where school_id = ? and alert_id = ? for update")) {
            statement.setInt(1, SCHOOL_ID);
            statement.setString(2, alert);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Handling.State.valueOf(rows.getString(1)) : null;
            }
        }
    }
}
