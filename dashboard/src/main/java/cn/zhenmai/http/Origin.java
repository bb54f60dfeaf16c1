package cn.zhenmai.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;

/**
 * Whether a request was made by our own pages: its Origin names the host that it was sent to, or the public address of the service.
 * A browser that sends no Origin says so by Sec-Fetch-Site.
 */
final class Origin {

    private final String publicAuthority;

    /** {@code publicUrl} may be null. */
    Origin(String publicUrl) {
        this.publicAuthority = publicUrl == null ? null : authority(publicUrl);
    }

    boolean isOwn(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null ? "same-origin".equals(request.getHeader("Sec-Fetch-Site")) : isOwn(request, origin);
    }

    /** For what carries no cookie yet: refused only when another page's Origin is told. */
    boolean isForeign(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !isOwn(request, origin);
    }

    private boolean isOwn(HttpServerRequest request, String origin) {
        String from = authority(origin);
        String host = request.getHeader("Host");
        return from != null && (from.equals(publicAuthority) || (host != null && from.equals(plain(host, null))));
    }

    /** Host and port of a URL, without the scheme's own port; null when it has none ("null", data:). */
    private static String authority(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getRawAuthority() == null ? null : plain(uri.getRawAuthority(), uri.getScheme());
        } catch (IllegalArgumentException notAUrl) {
            return null;
        }
    }

    private static String plain(String authority, String scheme) {
        String lower = authority.toLowerCase(Locale.ROOT);
        boolean own = (!"https".equals(scheme) && lower.endsWith(":80"))
                || (!"http".equals(scheme) && lower.endsWith(":443"));
        return own ? lower.substring(0, lower.lastIndexOf(':')) : lower;
    }
}
