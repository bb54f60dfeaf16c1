package cn.zhenmai.notify;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A real SMTP server, and the mails that it took, parsed as a reader would. */
public final class PostOffice implements AutoCloseable {

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());

    public PostOffice() {
        server.start();
    }

    public MailNotifier notifier(Vertx vertx) {
        SmtpSettings settings =
                SmtpSettings.parse("smtp://127.0.0.1:" + server.getSmtp().getPort(), null);
        return new MailNotifier(
                vertx,
                settings,
                MailAddress.parse("诊脉·质量管理办公室 <zhenmai@school.example>"),
                new MailTexts("https://zhenmai.school.example/", "示例职业学院"));
    }

    /** Parsed by Jakarta Mail, headers decoded. */
    public record Mail(
            String to, String from, String subject, String messageId, String autoSubmitted, String text, String html) {

        boolean says(String words) {
            return (subject + text + html).contains(words);
        }
    }

    /** In the order in which they were sent to one person each. */
    public List<Mail> mails() {
        List<Mail> mails = new ArrayList<>();
        for (MimeMessage message : Arrays.asList(server.getReceivedMessages())) {
            mails.add(parse(message));
        }
        return mails;
    }

    private static Mail parse(MimeMessage message) {
        try {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            return new Mail(
                    message.getAllRecipients()[0].toString(),
                    ((jakarta.mail.internet.InternetAddress) message.getFrom()[0]).getPersonal(),
                    message.getSubject(),
                    message.getMessageID(),
                    message.getHeader("Auto-Submitted", null),
                    content(parts, "text/plain"),
                    content(parts, "text/html"));
        } catch (MessagingException | IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String content(MimeMultipart parts, String type) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return ((String) part.getContent()).replace("\r\n", "\n");
            }
        }
        throw new AssertionError("no part of type " + type);
    }

    @Override
    public void close() {
        server.stop();
    }
}
