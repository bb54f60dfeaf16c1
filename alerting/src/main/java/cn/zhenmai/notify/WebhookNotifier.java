package cn.zhenmai.notify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts letters as JSON to the targets of the operator's list. {@code Zhenmai-Signature: t=<unix seconds>,v1=<hex>}, where v1 is
 * HMAC-SHA256 of {@code t + "." + body}; {@code Zhenmai-Message-Id} stays the same when a message is sent again. Redirects are not
 * followed: a target cannot send the service elsewhere.
 */
public final class WebhookNotifier implements Notifier, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CONNECTIONS_A_TARGET = 4;

    private final HttpClient client;
    private final Map<String, WebhookTarget> targets;
    private final InstantSource machineClock;

    public WebhookNotifier(Vertx vertx, List<WebhookTarget> targets, InstantSource machineClock) {
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setConnectTimeout((int) TIMEOUT.toMillis()))
                .with(new io.vertx.core.http.PoolOptions().setHttp1MaxSize(CONNECTIONS_A_TARGET))
                .build();
        this.targets = targets.stream().collect(Collectors.toMap(WebhookTarget::address, Function.identity()));
        this.machineClock = machineClock;
    }

    @Override
    public Future<Delivery> deliver(OutboxMail message) {
        WebhookTarget target = targets.get(message.address());
        if (target == null) {
            return Future.succeededFuture(new Delivery.Refused("不在目标列表中／not in the list of targets"));
        }
        byte[] body = WebhookJson.write(message);
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(target.url().toString())
                .setFollowRedirects(false)
                .setIdleTimeout(TIMEOUT.toMillis())
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Zhenmai-Message-Id", message.messageKey())
                .putHeader("Zhenmai-Signature", signature(target, body));
        return client.request(request)
                .compose(open -> open.send(Buffer.buffer(body)))
                .compose(answer -> answer.end().map(read -> outcome(answer.statusCode())))
                .otherwise(failure ->
                        new Delivery.Retry(failure.getMessage() == null ? failure.toString() : failure.getMessage()));
    }

    private String signature(WebhookTarget target, byte[] body) {
        long at = machineClock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(target.secret(), "HmacSHA256"));
            mac.update((at + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + at + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Delivery outcome(int status) {
        if (status >= 200 && status < 300) {
            return new Delivery.Sent();
        }
        boolean mayPass = status >= 500 || status == 408 || status == 425 || status == 429;
        return mayPass ? new Delivery.Retry("HTTP " + status) : new Delivery.Refused("HTTP " + status);
    }

    /** Blocks until the connections are closed; not for event loops. */
    @Override
    public void close() {
        client.close().await();
    }
}
