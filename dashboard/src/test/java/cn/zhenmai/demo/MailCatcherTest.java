package cn.zhenmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MailCatcherTest {

    private final Vertx vertx = Vertx.vertx();
    private final MailCatcher catcher =
            MailCatcher.start(0, InstantSource.fixed(Instant.parse("2026-10-12T00:00:00Z")));
    private final MailClient client = MailClient.create(
            vertx,
            new MailConfig()
                    .setHostname("127.0.0.1")
                    .setPort(URI.create(catcher.url()).getPort()));

    @AfterEach
    void close() {
        catcher.close();
        vertx.close().await();
    }

    private void send(String subject, String html) {
        assertThat(client.sendMail(new MailMessage()
                                .setFrom("zhenmai@zhujian.example")
                                .setTo("t1001@zhujian.example")
                                .setSubject(subject)
                                .setText("纯文本")
                                .setHtml(html))
                        .await()
                        .getRecipients())
                .hasSize(1);
    }

    @Test
    void a_mail_is_shown_as_it_was_sent_and_runs_nothing() {
        send("预警 <b>", "<p>正文</p><script>alert(1)</script>");
        assertThat(catcher.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("t1001@zhujian.example");
            assertThat(mail.subject()).isEqualTo("预警 <b>");
            assertThat(mail.text().strip()).isEqualTo("纯文本");
        });
        HttpServer pages = new DemoPages(catcher, () -> "答案", () -> "试").start(vertx, 0);
        WebClient browser = WebClient.create(vertx);
        String list =
                browser.get(pages.actualPort(), "127.0.0.1", "/").send().await().bodyAsString();
        assertThat(list).contains("预警 &lt;b&gt;").doesNotContain("预警 <b>");
        HttpResponse<?> html = browser.get(pages.actualPort(), "127.0.0.1", "/mail/1/html")
                .send()
                .await();
        assertThat(html.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("sandbox");
        assertThat(browser.get(pages.actualPort(), "127.0.0.1", "/mail/2")
                        .send()
                        .await()
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get(pages.actualPort(), "127.0.0.1", "/answers")
                        .send()
                        .await()
                        .bodyAsString())
                .isEqualTo("答案");
    }

    @Test
    void it_keeps_the_last_mails_only() {
        for (int i = 1; i <= MailCatcher.MOST_KEPT + 3; i++) {
            send("第 " + i, "<p>");
        }
        assertThat(catcher.received()).isEqualTo(MailCatcher.MOST_KEPT + 3);
        assertThat(catcher.mails())
                .hasSize(MailCatcher.MOST_KEPT)
                .first()
                .extracting(CaughtMail::subject)
                .isEqualTo("第 503");
    }
}
