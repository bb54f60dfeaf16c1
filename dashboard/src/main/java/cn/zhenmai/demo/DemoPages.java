package cn.zhenmai.demo;

import cn.zhenmai.school.School;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;

/** The demo's own port, on loopback: the mails that were sent, and the answer sheet. A mail's HTML runs no script and loads nothing. */
final class DemoPages {

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
    private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; sandbox";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(School.ZONE);
    private static final String STYLE = "<meta name=viewport content='width=device-width'><style>"
            + "body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:60rem;padding:0 1rem}"
            + "td,th{padding:.25rem .6rem;text-align:left;border-bottom:1px solid #ddd}"
            + "iframe{width:100%;height:60vh;border:1px solid #ccc}pre{white-space:pre-wrap}</style>";

    private final MailCatcher catcher;
    private final Callable<String> answers;
    private final Callable<String> tryIt;

    DemoPages(MailCatcher catcher, Callable<String> answers, Callable<String> tryIt) {
        this.catcher = catcher;
        this.answers = answers;
        this.tryIt = tryIt;
    }

    /** Blocks until it listens. */
    HttpServer start(Vertx vertx, int port) {
        Router router = Router.router(vertx);
        router.route().handler(ctx -> {
            ctx.response()
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader("Referrer-Policy", "no-referrer")
                    .putHeader("Cache-Control", "no-store");
            ctx.next();
        });
        router.get("/").handler(this::list);
        router.getWithRegex("/mail/(?<number>\\d{1,9})").handler(this::mail);
        router.getWithRegex("/mail/(?<number>\\d{1,9})/html").handler(this::html);
        router.get("/answers").handler(ctx -> text(ctx, answers));
        router.get("/try").handler(ctx -> text(ctx, tryIt));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .await();
    }

    private static void text(RoutingContext ctx, Callable<String> source) {
        ctx.vertx()
                .executeBlocking(source, false)
                .onSuccess(text -> ctx.response()
                        .putHeader("Content-Type", "text/plain; charset=utf-8")
                        .end(text))
                .onFailure(ctx::fail);
    }

    private void list(RoutingContext ctx) {
        StringBuilder page = new StringBuilder();
        page.append("<h1>演示信箱 · 收到 ")
                .append(catcher.received())
                .append(" 封</h1><p><a href='/answers'>答案页</a> · <a href='/try'>试一试</a></p>");
        page.append("<table><tr><th>学校时间<th>收件人<th>主题</tr>");
        for (CaughtMail mail : catcher.mails()) {
            page.append("<tr><td>").append(TIME.format(mail.receivedAt()));
            page.append("<td>").append(escaped(mail.to()));
            page.append("<td><a href='/mail/").append(mail.number()).append("'>");
            page.append(escaped(mail.subject())).append("</a></tr>");
        }
        send(ctx, "演示信箱", page.append("</table>").toString());
    }

    private void mail(RoutingContext ctx) {
        CaughtMail mail = found(ctx);
        if (mail == null) {
            return;
        }
        StringBuilder page = new StringBuilder("<p><a href='/'>← 信箱</a></p>");
        page.append("<h1>").append(escaped(mail.subject())).append("</h1>");
        page.append("<p>").append(escaped(mail.from())).append(" → ").append(escaped(mail.to()));
        page.append("<br>").append(escaped(String.valueOf(mail.messageId()))).append("</p>");
        if (!mail.html().isEmpty()) {
            page.append("<iframe sandbox title='HTML' src='/mail/")
                    .append(mail.number())
                    .append("/html'></iframe>");
        }
        page.append("<h2>纯文本</h2><pre>").append(escaped(mail.text())).append("</pre>");
        send(ctx, mail.subject(), page.toString());
    }

    private void html(RoutingContext ctx) {
        CaughtMail mail = found(ctx);
        if (mail != null) {
            ctx.response()
                    .putHeader("Content-Security-Policy", MAIL_POLICY)
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .end(mail.html());
        }
    }

    private CaughtMail found(RoutingContext ctx) {
        CaughtMail mail =
                catcher.find(Integer.parseInt(ctx.pathParam("number"))).orElse(null);
        if (mail == null) {
            ctx.response().setStatusCode(404).end();
        }
        return mail;
    }

    private static void send(RoutingContext ctx, String title, String body) {
        ctx.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end("<!doctype html><html lang=zh-CN><meta charset=utf-8><title>" + escaped(title) + "</title>" + STYLE
                        + body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
