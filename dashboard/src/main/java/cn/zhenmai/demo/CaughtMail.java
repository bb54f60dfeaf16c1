package cn.zhenmai.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.time.Instant;

/** One received mail, as a person would see it. {@code html} and {@code text} may be empty. */
record CaughtMail(
        int number,
        Instant receivedAt,
        String from,
        String to,
        String subject,
        String messageId,
        String text,
        String html) {

    static CaughtMail read(int number, Instant receivedAt, String to, MimeMessage mail)
            throws MessagingException, IOException {
        String subject = mail.getSubject() == null ? "" : mail.getSubject();
        String from = mail.getHeader("From", ", ");
        return new CaughtMail(
                number,
                receivedAt,
                from == null ? "" : MimeUtility.decodeText(from),
                to,
                subject,
                mail.getMessageID(),
                find(mail, "text/plain"),
                find(mail, "text/html"));
    }

    private static String find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String found = find(each, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
