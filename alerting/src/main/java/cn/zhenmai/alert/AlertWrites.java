package cn.zhenmai.alert;

import static cn.zhenmai.alert.AlertRows.at;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.store.Parameters;
import cn.zhenmai.store.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

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

    /** {@code superseded} hears of other open alerts of the same rule and subject that had to give way: the engine's own past has changed. */
    static void apply(Together writes, List<Transition> transitions, IntConsumer superseded) {
        for (Transition each : transitions) {
            if (each.kind() == Transition.Kind.REVISED) {
                revise(writes, each);
                continue;
            }
            if (each.alert().condition() != Alert.Condition.ENDED) {
                writes.update(SUPERSEDE, to -> supersede(to, each.alert()), rows -> {
                    if (rows > 0) {
                        superseded.accept(rows);
                    }
                });
            }
            writes.update(UPSERT, to -> upsert(to, each.alert()), rows -> wrote(rows, each));
            writes.update(TRANSITION, to -> transition(to, each), rows -> wrote(rows, each));
        }
        for (Transition each : transitions) {
            if (each.kind() == Transition.Kind.RAISED || each.kind() == Transition.Kind.REOPENED) {
                writes.update(REOPEN, to -> reopen(to, each), rows -> isAtMostOne(rows, each));
            }
        }
    }

    static void mark(Connection c, String id, Revision revision) throws SQLException {
        Together alone = new Together();
        mark(alone, id, revision);
        alone.run(c);
    }

    private static void mark(Together writes, String id, Revision revision) {
        writes.update(MARK, to -> {
            to.text(EvidenceJson.write(revision));
            to.school();
            to.text(id);
        });
    }

    /** One that retention has taken meanwhile has nothing to revise. */
    private static void revise(Together writes, Transition transition) {
        mark(writes, transition.alert().id(), transition.alert().revision());
        writes.update(REVISED, to -> {
            to.int8(transition.sequence());
            to.int4(transition.ordinal());
            to.instant(transition.at());
            to.text(transition.kind().name());
            to.school();
            to.text(transition.alert().id());
        });
    }

    private static void wrote(int rows, Transition transition) throws SQLException {
        if (rows != 1) {
            throw new SQLException("wrote " + rows + " rows for a transition of "
                    + transition.alert().id());
        }
    }

    private static void supersede(Parameters to, Alert alert) throws SQLException {
        to.instant(alert.changedAt());
        to.int8(alert.changedSequence());
        to.school();
        to.text(alert.rule());
        to.text(alert.subject().kind().name());
        to.text(alert.subject().id());
        to.text(alert.id());
    }

    private static void upsert(Parameters to, Alert alert) throws SQLException {
        to.school();
        to.text(alert.id());
        to.text(alert.rule());
        to.int4(alert.ruleVersion());
        to.text(alert.subject().kind().name());
        to.text(alert.subject().id());
        to.text(alert.student());
        to.texts(alert.classes());
        to.text(alert.college());
        to.text(alert.session());
        to.text(alert.offering());
        to.text(alert.teacher());
        to.text(alert.level().name());
        to.text(alert.condition().name());
        to.text(alert.endReason());
        to.instant(alert.openedAt());
        to.int8(alert.openedSequence());
        to.instant(alert.changedAt());
        to.int8(alert.changedSequence());
        to.text(alert.title());
        to.text(alert.text());
        to.text(alert.textEn());
        to.text(EvidenceJson.write(alert.evidence()));
    }

    private static void transition(Parameters to, Transition transition) throws SQLException {
        Alert alert = transition.alert();
        to.school();
        to.int8(transition.sequence());
        to.int4(transition.ordinal());
        to.text(alert.id());
        to.instant(transition.at());
        to.text(transition.kind().name());
        to.text(transition.before() == null ? null : transition.before().name());
        to.text(alert.level().name());
        to.text(alert.condition().name());
        to.text(alert.endReason());
        to.bool(transition.byCorrection());
        to.text(alert.title());
        to.text(alert.text());
        to.text(alert.textEn());
        to.text(EvidenceJson.write(alert.evidence()));
    }

    private static void reopen(Parameters to, Transition transition) throws SQLException {
        to.instant(transition.at());
        to.school();
        to.text(transition.alert().id());
        to.int8(transition.sequence());
        to.instant(transition.at());
    }

    private static void isAtMostOne(int reopened, Transition transition) throws SQLException {
        if (reopened > 1) {
            throw new SQLException("alert id not unique: " + transition.alert().id());
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
