package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.School;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Mails of the system's own alerts, which no rule judges and no journal row makes: written in the transaction that raises the alert, and
 * sent by the same worker as all others. Blocks.
 */
public final class SystemMail {

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("M月d日 E HH:mm", Locale.CHINA).withZone(School.ZONE);

    private SystemMail() {}

    /**
     * A source is silent; one mail for each alert and recipient.
     *
     * @param address null where none is known: then it is a dead letter
     * @param name of the source
     * @param since by the school's clock
     * @param lastAt null = never heard
     */
    public static void sourceSilent(
            Connection c, String alert, String recipient, String address, String name, Instant since, Instant lastAt)
            throws SQLException {
        String text = "最迟应在 " + AT.format(since) + " 收到数据；"
                + (lastAt == null ? "登记以来从未收到。" : "上次收到是 " + AT.format(lastAt) + "。");
        Letter letter = new Letter(
                Letter.Template.SOURCE_SILENT,
                alert,
                null,
                name,
                LocalDate.ofInstant(since, School.ZONE),
                null,
                null,
                Level.YELLOW,
                null,
                "数据来源无数据",
                text,
                null,
                0,
                null);
        OutboxWrites.addOfSystem(
                c,
                alert,
                new Notification(
                        recipient, address, Notification.Kind.NOTICE, Level.YELLOW, Level.YELLOW, null, letter));
    }

    /** What was not sent yet is no longer true. */
    public static void ended(Connection c, String alert) throws SQLException {
        OutboxWrites.dropNotices(c, alert, "未发送前已结束／ended before it was sent");
    }
}
