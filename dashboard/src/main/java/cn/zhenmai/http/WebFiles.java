package cn.zhenmai.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The front end's files from the class path's {@code webroot/}, read once and kept: the jar's content is the bound. */
final class WebFiles {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]*");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "yaml", "application/yaml; charset=utf-8");

    private record WebFile(Buffer bytes, String type, String etag) {}

    private final Vertx vertx;
    private final ConcurrentHashMap<String, WebFile> read = new ConcurrentHashMap<>();

    WebFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Hashes of the import map that all pages have, for the content security policy. Blocks; for the start. */
    static Set<String> importMapHashes() {
        Set<String> hashes = new HashSet<>();
        bytes(Page.TEMPLATE).ifPresent(html -> {
            Matcher map = IMPORT_MAP.matcher(new String(html, StandardCharsets.UTF_8));
            while (map.find()) {
                hashes.add(
                        Base64.getEncoder().encodeToString(sha256(map.group(1).getBytes(StandardCharsets.UTF_8))));
            }
        });
        return hashes;
    }

    void serve(RoutingContext ctx, Page page) {
        serve(
                ctx,
                page.name() + ".html",
                () -> bytes(Page.TEMPLATE)
                        .map(template -> page.of(new String(template, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers with the file at the request's own path below webroot. */
    void serve(RoutingContext ctx) {
        serve(ctx, "webroot" + ctx.normalizedPath());
    }

    void serve(RoutingContext ctx, String resource) {
        if (!isPlain(resource)) {
            ctx.fail(Problem.notFound());
            return;
        }
        serve(ctx, resource, () -> bytes(resource));
    }

    /** {@code name}: under which it is kept once it was made. */
    private void serve(RoutingContext ctx, String name, Supplier<Optional<byte[]>> content) {
        WebFile known = read.get(name);
        Future<Optional<WebFile>> file = known != null
                ? Future.succeededFuture(Optional.of(known))
                : vertx.executeBlocking(() -> load(name, content), false);
        file.onComplete(found -> send(ctx, found.orElse(null)), ctx::fail);
    }

    private Optional<WebFile> load(String name, Supplier<Optional<byte[]>> content) {
        Optional<WebFile> file = content.get()
                .map(bytes -> new WebFile(
                        Buffer.buffer(bytes),
                        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"),
                        '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes)) + '"'));
        file.ifPresent(found -> read.put(name, found));
        return file;
    }

    /** Pages and files ask again each time and mostly hear "not modified": a new release is seen at once. */
    private static void send(RoutingContext ctx, WebFile file) {
        if (file == null) {
            ctx.fail(Problem.notFound());
            return;
        }
        ctx.response()
                .putHeader("Content-Type", file.type())
                .putHeader("ETag", file.etag())
                .putHeader("Cache-Control", "no-cache");
        if (file.etag().equals(ctx.request().getHeader("If-None-Match"))) {
            ctx.response().setStatusCode(304).end();
        } else if (ctx.request().method() == HttpMethod.HEAD) {
            ctx.response()
                    .putHeader("Content-Length", Integer.toString(file.bytes().length()))
                    .end();
        } else {
            ctx.response().end(file.bytes());
        }
    }

    private static boolean isPlain(String resource) {
        for (String segment : resource.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches()) {
                return false;
            }
        }
        return resource.contains(".");
    }

    private static Optional<byte[]> bytes(String resource) {
        try (InputStream in = WebFiles.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException brokenJar) {
            throw new java.io.UncheckedIOException(brokenJar);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
