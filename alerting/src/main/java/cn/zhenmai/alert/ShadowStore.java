package cn.zhenmai.alert;

import static cn.zhenmai.alert.AlertRows.at;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.rule.Level;
import cn.zhenmai.store.Parameters;
import cn.zhenmai.store.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What rules in shadow mode would have told, and how often a rule, live or shadow, has spoken. Joins the caller's transaction. */
public final class ShadowStore {

    private static final String UPSERT = """
            insert into shadow_alert (school_id, alert_id, rule_id, rule_version, subject_kind, subject_id, student_id, class_ids,
                level, condition, end_reason, opened_at, changed_at, title)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (school_id, alert_id) do update set rule_version = excluded.rule_version, class_ids = excluded.class_ids,
                level = excluded.level, condition = excluded.condition, end_reason = excluded.end_reason,
                changed_at = excluded.changed_at, title = excluded.title
            """;

    private static final String FIRINGS = """
            select subject_id, student_id, class_ids, level, opened_at, title from %s
            where school_id = ? and rule_id = ? and opened_at >= ? and opened_at < ?
            order by opened_at, alert_id limit ?
            """;

    /** One opening of an alert; {@code student} null where it is about no person. */
    public record Firing(
            String subject, String student, Set<String> classes, Level level, Instant openedAt, String title) {}

    /** Evidence is not kept: an alert that was only amended is as it was. */
    public void apply(Together with, List<Transition> transitions) {
        for (Transition transition : transitions) {
            if (transition.kind() != Transition.Kind.AMENDED) {
                with.update(UPSERT, to -> bind(to, transition.alert()));
            }
        }
    }

    private static void bind(Parameters to, Alert alert) throws SQLException {
        to.school();
        to.text(alert.id());
        to.text(alert.rule());
        to.int4(alert.ruleVersion());
        to.text(alert.subject().kind().name());
        to.text(alert.subject().id());
        to.text(alert.student());
        to.texts(alert.classes());
        to.text(alert.level().name());
        to.text(alert.condition().name());
        to.text(alert.endReason());
        to.instant(alert.openedAt());
        to.instant(alert.changedAt());
        to.text(alert.title());
    }

    /** Openings of a rule within [from, until), oldest first. */
    public List<Firing> firings(
            Connection connection, boolean shadow, String rule, Instant from, Instant until, int limit)
            throws SQLException {
        String sql = FIRINGS.formatted(shadow ? "shadow_alert" : "alert");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, rule);
            select.setObject(3, at(from));
            select.setObject(4, at(until));
            select.setInt(5, limit);
            List<Firing> firings = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    firings.add(new Firing(
                            row.getString(1),
                            row.getString(2),
                            Set.of((String[]) row.getArray(3).getArray()),
                            Level.valueOf(row.getString(4)),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            row.getString(6)));
                }
            }
            return firings;
        }
    }
}
