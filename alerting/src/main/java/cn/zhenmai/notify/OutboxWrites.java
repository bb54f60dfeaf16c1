package cn.zhenmai.notify;

import static cn.zhenmai.notify.OutboxStore.at;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import cn.zhenmai.store.Together;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The outbox as the effects transaction writes it. */
final class OutboxWrites {

    private static final String LEVELS = "array['BLUE','YELLOW','ORANGE','RED']";

    private static final String ADD =
            "insert into outbox (school_id, alert_id, sequence, ordinal, recipient_id, address, kind,"
                    + " level, from_level, letter, message_key, not_before, state, reason)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)";

    private static final String WAITING =
            " where school_id = ? and alert_id = ? and kind = 'NOTICE' and state = 'WAITING'";

    /** A claimed mail may be on its way: its reader counts as told. */
    private static final String TOLD =
            "select * from (select distinct on (recipient_id) recipient_id, address, level, outbox_id from outbox"
                    + " where school_id = ? and alert_id = ? and kind = 'NOTICE' and state in ('SENT', 'CLAIMED',"
                    + " 'SUMMED') order by recipient_id, outbox_id desc) n where not exists (select from outbox f where"
                    + " f.school_id = ? and f.alert_id = ? and f.recipient_id = n.recipient_id and f.kind = 'FOLLOW_UP'"
                    + " and f.outbox_id > n.outbox_id and f.state <> 'DROPPED')";

    /** Everybody who was ever told of the alert. */
    private static final String KNEW = "select distinct on (recipient_id) recipient_id, address, level from outbox"
            + " where school_id = ? and alert_id = ? and kind = 'NOTICE' and state in ('SENT', 'CLAIMED', 'SUMMED')"
            + " and address not like 'webhook:%' order by recipient_id, outbox_id desc";

    private OutboxWrites() {}

    static void add(Connection c, Transition transition, Notification notification) throws SQLException {
        add(
                c,
                transition.alert().id(),
                transition.sequence(),
                transition.ordinal(),
                messageKey(transition, notification),
                notification);
    }

    /** Of an alert that no transition made; {@code alert} and recipient tell its mail from all others. */
    static void addOfSystem(Connection c, String alert, Notification notification) throws SQLException {
        String key = "zm.s." + hash(SCHOOL_ID + "/" + alert + "/" + notification.recipient());
        add(c, alert, null, 0, key, notification);
    }

    /** Told in a summary: the row says so of this alert, for what follows. */
    static void addSummed(Connection c, Transition transition, Notification notification) throws SQLException {
        add(
                c,
                transition.alert().id(),
                transition.sequence(),
                transition.ordinal(),
                messageKey(transition, notification),
                notification,
                OutboxEntry.State.SUMMED,
                "在汇总邮件中／told in a summary");
    }

    private static void add(
            Connection c, String alert, Long sequence, int ordinal, String messageKey, Notification notification)
            throws SQLException {
        boolean reachable = notification.address() != null;
        add(
                c,
                alert,
                sequence,
                ordinal,
                messageKey,
                notification,
                reachable ? OutboxEntry.State.WAITING : OutboxEntry.State.DEAD,
                reachable ? null : "没有邮箱地址／no e-mail address");
    }

    private static void add(
            Connection c,
            String alert,
            Long sequence,
            int ordinal,
            String messageKey,
            Notification notification,
            OutboxEntry.State state,
            String reason)
            throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(ADD)) {
            int i = 1;
            statement.setInt(i++, SCHOOL_ID);
            statement.setString(i++, alert);
            statement.setObject(i++, sequence, Types.BIGINT);
            statement.setInt(i++, ordinal);
            statement.setString(i++, notification.recipient());
            statement.setString(i++, notification.address());
            statement.setString(i++, notification.kind().name());
            statement.setString(i++, notification.level().name());
            statement.setString(
                    i++,
                    notification.from() == null ? null : notification.from().name());
            statement.setString(i++, LetterJson.write(notification.letter()));
            statement.setString(i++, messageKey);
            statement.setObject(i++, at(notification.notBefore()));
            statement.setString(i++, state.name());
            statement.setString(i, reason);
            statement.execute();
        }
    }

    /** Equal for equal transitions and recipients, wherever and however often it is made. */
    private static String messageKey(Transition transition, Notification notification) {
        String what = SCHOOL_ID + "/" + transition.sequence() + "/" + transition.ordinal() + "/"
                + notification.recipient() + "/" + notification.kind();
        return "zm." + transition.sequence() + "." + hash(what);
    }

    private static String hash(String what) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What was said of one alert counts for another that stands in its place. */
    static void takeOver(Connection c, String from, String to) throws SQLException {
        String sql = "update outbox set alert_id = ? where school_id = ? and alert_id = ?";
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setString(1, to);
            statement.setInt(2, SCHOOL_ID);
            statement.setString(3, from);
            statement.execute();
        }
    }

    static void dropNotices(Together with, Transition transition, String reason) {
        dropNotices(with, transition.alert().id(), reason);
    }

    static void dropNotices(Connection c, String alert, String reason) throws SQLException {
        Together alone = new Together();
        dropNotices(alone, alert, reason);
        alone.run(c);
    }

    private static void dropNotices(Together with, String alert, String reason) {
        update(with, "update outbox set state = 'DROPPED', reason = ?" + WAITING, alert, reason);
    }

    static void dropNoticesAbove(Together with, Transition transition, String reason) {
        update(
                with,
                "update outbox set state = 'DROPPED', reason = ?" + WAITING + " and array_position(" + LEVELS
                        + ", from_level) > array_position(" + LEVELS + ", ?)",
                transition.alert().id(),
                reason,
                transition.alert().level().name());
    }

    static void refreshNotices(Together with, Transition transition, Letter letter) {
        String sql = "update outbox set letter = ?::jsonb, level = '"
                + transition.alert().level() + "'" + WAITING;
        update(with, sql, transition.alert().id(), LetterJson.write(letter));
    }

    private static void update(Together with, String sql, String alert, String first, String... last) {
        with.update(sql, to -> {
            to.text(first);
            to.school();
            to.text(alert);
            for (String each : last) {
                to.text(each);
            }
        });
    }

    /** Somebody who knows of the alert, at the level last told, and has not heard since that it passed. */
    record Told(String recipient, String address, Level level) {}

    static List<Told> told(Connection c, String alert) throws SQLException {
        return read(c, TOLD, alert, 2);
    }

    /** Also those who have heard that it passed. */
    static List<Told> knew(Connection c, String alert) throws SQLException {
        return read(c, KNEW, alert, 1);
    }

    private static List<Told> read(Connection c, String sql, String alert, int times) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            for (int i = 0; i < times; i++) {
                statement.setInt(2 * i + 1, SCHOOL_ID);
                statement.setString(2 * i + 2, alert);
            }
            List<Told> told = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    told.add(new Told(
                            rows.getString("recipient_id"),
                            rows.getString("address"),
                            Level.valueOf(rows.getString("level"))));
                }
            }
            return told;
        }
    }
}
