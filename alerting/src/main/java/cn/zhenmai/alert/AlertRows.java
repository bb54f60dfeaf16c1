package cn.zhenmai.alert;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

/** Reads rows of the alert tables into records. */
final class AlertRows {

    static final String ALERT =
            "a.alert_id, a.rule_id, a.rule_version, a.subject_kind, a.subject_id, a.student_id, a.class_ids,"
                    + " a.college_id, a.session_id, a.offering_id, a.teacher_id, a.level, a.condition, a.end_reason,"
                    + " a.opened_at, a.opened_sequence, a.changed_at, a.changed_sequence, a.title, a.text_zh, a.text_en,"
                    + " a.evidence, a.revision";

    static final String HANDLING = "a.handling, a.handled_by, a.handled_at, a.handling_note";

    private AlertRows() {}

    static HandledAlert handled(ResultSet row) throws SQLException {
        Handling handling = new Handling(
                Handling.State.valueOf(row.getString("handling")),
                row.getString("handled_by"),
                instant(row, "handled_at"),
                row.getString("handling_note"));
        return new HandledAlert(alert(row), handling);
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getString("alert_id"),
                row.getString("rule_id"),
                row.getInt("rule_version"),
                subject(row),
                row.getString("student_id"),
                classes(row),
                row.getString("college_id"),
                row.getString("session_id"),
                row.getString("offering_id"),
                row.getString("teacher_id"),
                Level.valueOf(row.getString("level")),
                Alert.Condition.valueOf(row.getString("condition")),
                row.getString("end_reason"),
                instant(row, "opened_at"),
                row.getLong("opened_sequence"),
                instant(row, "changed_at"),
                row.getLong("changed_sequence"),
                row.getString("title"),
                row.getString("text_zh"),
                row.getString("text_en"),
                EvidenceJson.read(row.getString("evidence")),
                EvidenceJson.readRevision(row.getString("revision")));
    }

    /** A transition joined to its alert: what does not change comes from the alert, what does from the transition. */
    static Transition transition(ResultSet row) throws SQLException {
        Alert now = alert(row);
        Instant at = instant(row, "at");
        String before = row.getString("level_before");
        Alert then = new Alert(
                now.id(),
                now.rule(),
                now.ruleVersion(),
                now.subject(),
                now.student(),
                now.classes(),
                now.college(),
                now.session(),
                now.offering(),
                now.teacher(),
                Level.valueOf(row.getString("then_level")),
                Alert.Condition.valueOf(row.getString("then_condition")),
                row.getString("then_end_reason"),
                now.openedAt(),
                now.openedSequence(),
                at,
                row.getLong("sequence"),
                row.getString("then_title"),
                row.getString("then_text_zh"),
                row.getString("then_text_en"),
                EvidenceJson.read(row.getString("then_evidence")),
                EvidenceJson.readRevision(row.getString("then_revision")));
        return new Transition(
                row.getLong("sequence"),
                row.getInt("ordinal"),
                at,
                Transition.Kind.valueOf(row.getString("kind")),
                before == null ? null : Level.valueOf(before),
                row.getBoolean("by_correction"),
                then);
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(Subject.Kind.valueOf(row.getString("subject_kind")), row.getString("subject_id"));
    }

    private static Set<String> classes(ResultSet row) throws SQLException {
        return new TreeSet<>(Set.of((String[]) row.getArray("class_ids").getArray()));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
