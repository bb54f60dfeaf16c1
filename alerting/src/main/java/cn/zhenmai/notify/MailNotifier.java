package cn.zhenmai.notify;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.List;
import java.util.Set;

/** Sends letters by SMTP as text and HTML. */
public final class MailNotifier implements Notifier, AutoCloseable {

    /** Refusals of our own sign-in or of missing encryption: the office mends them, the mail itself is good (RFC 4954). */
    private static final Set<Integer> OURS_TO_MEND = Set.of(530, 534, 535, 538);

    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int IDLE_TIMEOUT_SECONDS = 60;
    private static final int CONNECTIONS = 4;

    private final MailClient client;
    private final MailAddress from;
    private final MailTexts texts;

    public MailNotifier(Vertx vertx, SmtpSettings settings, MailAddress from, MailTexts texts) {
        this.client = MailClient.create(vertx, config(settings, from));
        this.from = from;
        this.texts = texts;
    }

    private static MailConfig config(SmtpSettings settings, MailAddress from) {
        MailConfig config = new MailConfig()
                .setHostname(settings.host())
                .setPort(settings.port())
                .setSsl(settings.tls())
                .setStarttls(starttls(settings))
                .setLogin(settings.user() == null ? LoginOption.DISABLED : LoginOption.REQUIRED)
                .setOwnHostname(from.domain())
                .setUserAgent("zhenmai")
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
        if (settings.tls() || config.getStarttls() != StartTLSOptions.DISABLED) {
            config.setHostnameVerificationAlgorithm("HTTPS");
        }
        if (settings.user() != null) {
            config.setUsername(settings.user()).setPassword(settings.password());
        }
        return config;
    }

    private static StartTLSOptions starttls(SmtpSettings settings) {
        if (settings.tls() || settings.isLocal()) {
            return StartTLSOptions.DISABLED;
        }
        return settings.user() == null ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED;
    }

    @Override
    public Future<Delivery> deliver(OutboxMail mail) {
        MailMessage message;
        try {
            message = message(mail);
        } catch (RuntimeException unwritable) {
            return Future.succeededFuture(new Delivery.Refused("邮件无法生成／cannot be written: " + unwritable));
        }
        return client.sendMail(message)
                .<Delivery>map(sent -> new Delivery.Sent())
                .otherwise(MailNotifier::outcome);
    }

    private MailMessage message(OutboxMail mail) {
        MailTexts.Rendered rendered = texts.render(mail.letter());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("From", from.header())
                .set("Message-ID", "<" + mail.messageKey() + "@" + from.domain() + ">")
                .set("Auto-Submitted", "auto-generated");
        return new MailMessage()
                .setFrom(from.address())
                .setTo(List.of(mail.address()))
                .setSubject(rendered.subject())
                .setText(rendered.text())
                .setHtml(rendered.html())
                .setHeaders(headers);
    }

    private static Delivery outcome(Throwable failure) {
        if (failure instanceof SMTPException smtp
                && smtp.isPermanent()
                && !OURS_TO_MEND.contains(smtp.getReplyCode())) {
            return new Delivery.Refused(smtp.getReplyMessage());
        }
        return new Delivery.Retry(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }

    /** Blocks until the connections are closed; not for event loops. */
    @Override
    public void close() {
        client.close().await();
    }
}
