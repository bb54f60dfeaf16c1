package cn.zhenmai.notify;

import static cn.zhenmai.notify.OutboxStore.at;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.rule.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The summaries in the outbox as the effects transaction reads and extends them. */
final class SummaryWrites {

    /** Nobody has tried to send it yet, so it may still grow. */
    private static final String WAITING =
            "select outbox_id, letter, level from outbox where school_id = ? and recipient_id = ? and kind = 'SUMMARY'"
                    + " and state = 'WAITING' and attempt_count = 0 order by outbox_id desc limit 1 for update";

    private static final String BY_CORRECTION = "select count(*) from (select from outbox o join alert_transition t"
            + " using (school_id, sequence, ordinal) where o.school_id = ? and o.recipient_id = ? and t.by_correction"
            + " and t.at > ? and o.state in ('WAITING', 'CLAIMED', 'SENT') limit ?) few";

    private SummaryWrites() {}

    record Waiting(long id, Letter letter, Level level) {}

    /** The summary that the person is about to get, or null. */
    static Waiting waiting(Connection c, String recipient) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(WAITING)) {
            statement.setInt(1, SCHOOL_ID);
            statement.setString(2, recipient);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Waiting(
                                row.getLong("outbox_id"),
                                LetterJson.read(row.getString("letter")),
                                Level.valueOf(row.getString("level")))
                        : null;
            }
        }
    }

    static void refresh(Connection c, long id, Letter letter, Level level) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(
                "update outbox set letter = ?::jsonb, level = ? where school_id = ? and outbox_id = ?")) {
            statement.setString(1, LetterJson.write(letter));
            statement.setString(2, level.name());
            statement.setInt(3, SCHOOL_ID);
            statement.setLong(4, id);
            statement.execute();
        }
    }

    /** Mails by corrections that the person got or is about to get since then; counted up to the bound. */
    static int byCorrection(Connection c, String recipient, Instant since, int bound) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(BY_CORRECTION)) {
            statement.setInt(1, SCHOOL_ID);
            statement.setString(2, recipient);
            statement.setObject(3, at(since));
            statement.setInt(4, bound);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}
