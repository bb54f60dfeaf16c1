package cn.zhenmai.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.stream.Collectors;

/** Headers of every answer. The one inline script that runs is the import map, by its hash. */
final class SecurityHeaders implements Handler<RoutingContext> {

    private final String policy;
    private final boolean secure;

    SecurityHeaders(Collection<String> importMapHashes, boolean secure) {
        String hashes = importMapHashes.stream()
                .map(hash -> " 'sha256-" + hash + "'")
                .sorted()
                .collect(Collectors.joining());
        this.policy = "default-src 'none'; script-src 'self'" + hashes
                + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'"
                + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        this.secure = secure;
    }

    @Override
    public void handle(RoutingContext ctx) {
        MultiMap headers = ctx.response().headers();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        if (secure) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        ctx.next();
    }
}
