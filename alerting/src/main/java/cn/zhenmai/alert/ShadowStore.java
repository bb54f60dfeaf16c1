package cn.zhenmai.alert;

import static cn.zhenmai.alert.AlertRows.at;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.rule.Level;
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
    public void apply(Connection connection, List<Transition> transitions) throws SQLException {
        if (transitions.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            // One by one: the driver would merge a batch into one insert, which may not touch an alert twice.
            for (Transition transition : transitions) {
                if (transition.kind() == Transition.Kind.AMENDED) {
                    continue;
                }
                Alert alert = transition.alert();
                int i = 1;
                upsert.setShort(i++, SCHOOL_ID);
                upsert.setString(i++, alert.id());
                upsert.setString(i++, alert.rule());
                upsert.setInt(i++, alert.ruleVersion());
                upsert.setString(i++, alert.subject().kind().name());
                upsert.setString(i++, alert.subject().id());
                upsert.setString(i++, alert.student());
                upsert.setArray(
                        i++, connection.createArrayOf("text", alert.classes().toArray()));
                upsert.setString(i++, alert.level().name());
                upsert.setString(i++, alert.condition().name());
                upsert.setString(i++, alert.endReason());
                upsert.setObject(i++, at(alert.openedAt()));
                upsert.setObject(i++, at(alert.changedAt()));
                upsert.setString(i, alert.title());
                upsert.executeUpdate();
            }
        }
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
