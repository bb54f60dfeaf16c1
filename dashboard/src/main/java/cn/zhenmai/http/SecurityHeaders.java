package cn.zhenmai.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Headers of every answer. The one inline script that runs is the import map, by its hash. */
final class SecurityHeaders implements Handler<RoutingContext> {

    /** Names and values as they are sent: every answer has them. */
    private final Map<CharSequence, CharSequence> sent = new LinkedHashMap<>();

    SecurityHeaders(Collection<String> importMapHashes, boolean secure) {
        String hashes = importMapHashes.stream()
                .map(hash -> " 'sha256-" + hash + "'")
                .sorted()
                .collect(Collectors.joining());
        String policy = "default-src 'none'; script-src 'self'" + hashes
                + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'"
                + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        send("Content-Security-Policy", policy);
        send("X-Content-Type-Options", "nosniff");
        send("X-Frame-Options", "DENY");
        send("Referrer-Policy", "no-referrer");
        send("Cross-Origin-Opener-Policy", "same-origin");
        send("Cross-Origin-Resource-Policy", "same-origin");
        send("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        if (secure) {
            send("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private void send(String name, String value) {
        sent.put(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    @Override
    public void handle(RoutingContext ctx) {
        put(ctx.response());
        ctx.next();
    }

    /** Before anything else is put there. */
    void put(HttpServerResponse response) {
        sent.forEach(response.headers()::add);
    }
}
