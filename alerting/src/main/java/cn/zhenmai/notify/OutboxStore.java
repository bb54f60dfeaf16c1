package cn.zhenmai.notify;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.rule.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The outbox as the worker and the office see it. Every method joins the caller's transaction and blocks. */
public final class OutboxStore {

    /**
     * Mails of one alert to one person go out in their order: a follow-up never overtakes its notice. A restored copy that nobody has
     * armed sends none. Whatever the server believes of a table that grew since it looked, the due ones are found once (materialized) and
     * earlier mails by their alert ({@code + 0} keeps the index by number out of it): else a storm of mails is claimed in minutes, and
     * the engine's own updates wait for that.
     */
    private static final String CLAIM =
            "with due as materialized (select o.outbox_id from outbox o where not exists (select from restored_copy)"
                    + " and o.school_id = ? and (o.state = 'WAITING' and (o.next_attempt_at is null or o.next_attempt_at"
                    + " <= ?) and (o.not_before is null or o.not_before <= ?) or o.state = 'CLAIMED' and o.claimed_until"
                    + " <= ?) and not exists (select from outbox e where e.school_id = o.school_id and e.alert_id ="
                    + " o.alert_id and e.recipient_id = o.recipient_id and e.outbox_id + 0 < o.outbox_id and e.state in"
                    + " ('WAITING', 'CLAIMED')) order by o.outbox_id limit ? for update skip locked) update outbox u set"
                    + " state = 'CLAIMED', claimed_until = ?, attempt_count = attempt_count + 1, first_attempt_at ="
                    + " coalesce(first_attempt_at, ?) from due where u.school_id = ? and u.outbox_id = due.outbox_id"
                    + " returning u.outbox_id, message_key, recipient_id, address, letter, attempt_count,"
                    + " first_attempt_at";

    /** Where the notice never arrived, there is nothing to follow up. */
    private static final String DROP_FOLLOW_UPS = "update outbox f set state = 'DROPPED', settled_at = ?, reason ="
            + " '首封未送达／the first mail was not delivered' from outbox n where n.school_id = ? and n.outbox_id = ? and"
            + " n.kind = 'NOTICE' and f.school_id = n.school_id and f.alert_id = n.alert_id and f.recipient_id ="
            + " n.recipient_id and f.outbox_id > n.outbox_id and f.kind = 'FOLLOW_UP' and f.state = 'WAITING'";

    /**
     * Takes what is due. A claim that is not settled in {@code lease} counts as lost in a crash and is claimed again.
     *
     * @param machine machine clock, for retries and leases
     * @param school school clock, for not-before
     */
    List<OutboxMail> claim(Connection c, Instant machine, Instant school, Duration lease, int limit)
            throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(CLAIM)) {
            statement.setInt(1, SCHOOL_ID);
            statement.setObject(2, at(machine));
            statement.setObject(3, at(school));
            statement.setObject(4, at(machine));
            statement.setInt(5, limit);
            statement.setObject(6, at(machine.plus(lease)));
            statement.setObject(7, at(machine));
            statement.setInt(8, SCHOOL_ID);
            List<OutboxMail> claimed = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.add(new OutboxMail(
                            rows.getLong("outbox_id"),
                            rows.getString("message_key"),
                            rows.getString("recipient_id"),
                            rows.getString("address"),
                            LetterJson.read(rows.getString("letter")),
                            rows.getInt("attempt_count"),
                            instant(rows, "first_attempt_at")));
                }
            }
            claimed.sort((one, other) -> Long.compare(one.id(), other.id()));
            return claimed;
        }
    }

    /** Records what became of a claimed mail. */
    void settle(Connection c, OutboxMail mail, Delivery delivery, Instant machine, Backoff backoff)
            throws SQLException {
        if (delivery instanceof Delivery.Sent) {
            settle(c, mail, "SENT", null, machine, null);
            settleSummed(c, mail, machine);
        } else if (delivery instanceof Delivery.Retry retry) {
            if (mail.firstAttemptAt().plus(backoff.giveUpAfter()).isAfter(machine)) {
                settle(c, mail, "WAITING", retry.reason(), null, machine.plus(backoff.after(mail.attempt())));
            } else {
                bury(c, mail, retry.reason(), machine);
            }
        } else if (delivery instanceof Delivery.Refused refused) {
            bury(c, mail, refused.reason(), machine);
        }
    }

    /** What a summary tells is settled with it. */
    private static void settleSummed(Connection c, OutboxMail mail, Instant machine) throws SQLException {
        if (mail.letter().template() != Letter.Template.SUMMARY) {
            return;
        }
        try (PreparedStatement statement = c.prepareStatement("update outbox set settled_at = ? where school_id = ?"
                + " and recipient_id = ? and state = 'SUMMED' and settled_at is null")) {
            statement.setObject(1, at(machine));
            statement.setInt(2, SCHOOL_ID);
            statement.setString(3, mail.recipient());
            statement.execute();
        }
    }

    private static void bury(Connection c, OutboxMail mail, String reason, Instant machine) throws SQLException {
        settle(c, mail, "DEAD", reason, machine, null);
        settleSummed(c, mail, machine);
        try (PreparedStatement statement = c.prepareStatement(DROP_FOLLOW_UPS)) {
            statement.setObject(1, at(machine));
            statement.setInt(2, SCHOOL_ID);
            statement.setLong(3, mail.id());
            statement.execute();
        }
    }

    private static void settle(
            Connection c, OutboxMail mail, String state, String reason, Instant settled, Instant next)
            throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(
                "update outbox set state = ?, reason = ?, settled_at = ?, next_attempt_at = ?, claimed_until = null"
                        + " where school_id = ? and outbox_id = ? and state = 'CLAIMED'")) {
            statement.setString(1, state);
            statement.setString(2, reason);
            statement.setObject(3, at(settled));
            statement.setObject(4, at(next));
            statement.setInt(5, SCHOOL_ID);
            statement.setLong(6, mail.id());
            statement.execute();
        }
    }

    /** What could not be told to anybody, newest first. */
    public List<OutboxEntry> deadLetters(Connection c, int limit) throws SQLException {
        return entries(c, "o.school_id = ? and o.state = 'DEAD'", null, limit);
    }

    /** The mails about one alert, newest first. */
    public List<OutboxEntry> ofAlert(Connection c, String alert) throws SQLException {
        return entries(c, "o.school_id = ? and o.alert_id = ?", alert, 200);
    }

    /** The newest mails in any state. */
    public List<OutboxEntry> latest(Connection c, int limit) throws SQLException {
        return entries(c, "o.school_id = ?", null, limit);
    }

    /** How many there are in each state that has any. */
    public Map<String, Long> countByState(Connection c) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (PreparedStatement statement =
                c.prepareStatement("select state, count(*) from outbox where school_id = ? group by state")) {
            statement.setInt(1, SCHOOL_ID);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return counts;
    }

    private static List<OutboxEntry> entries(Connection c, String where, String alert, int limit) throws SQLException {
        String sql = "select outbox_id, alert_id, recipient_id, address, kind, level, state, attempt_count, not_before,"
                + " settled_at, reason from outbox o where " + where + " order by outbox_id desc limit ?";
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            int i = 1;
            statement.setInt(i++, SCHOOL_ID);
            if (alert != null) {
                statement.setString(i++, alert);
            }
            statement.setInt(i, limit);
            List<OutboxEntry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        }
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                row.getLong("outbox_id"),
                row.getString("alert_id"),
                row.getString("recipient_id"),
                row.getString("address"),
                Notification.Kind.valueOf(row.getString("kind")),
                Level.valueOf(row.getString("level")),
                OutboxEntry.State.valueOf(row.getString("state")),
                row.getInt("attempt_count"),
                instant(row, "not_before"),
                instant(row, "settled_at"),
                row.getString("reason"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
