package cn.zhenmai.http;

import cn.zhenmai.access.SignIn;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/** The cookie of a sign-in session. */
final class SessionCookie {

    static final String NAME = "zhenmai";

    private final boolean secure;

    /** {@code secure}: people reach the service over TLS, at the proxy or here. */
    SessionCookie(boolean secure) {
        this.secure = secure;
    }

    /** The token, or null. */
    static String token(RoutingContext ctx) {
        Cookie cookie = ctx.request().getCookie(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    void set(RoutingContext ctx, SignIn.Done done) {
        add(ctx, done.token(), done.most().toSeconds());
    }

    void clear(RoutingContext ctx) {
        add(ctx, "", 0);
    }

    private void add(RoutingContext ctx, String value, long seconds) {
        ctx.response()
                .addCookie(Cookie.cookie(NAME, value)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setSecure(secure)
                        .setPath("/")
                        .setMaxAge(seconds));
    }
}
