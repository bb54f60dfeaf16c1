package cn.zhenmai.http;

import cn.zhenmai.access.SignIns;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.view.SchoolNow;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * What stands before all routes of the process, whoever mounts them: security headers, the one error mapper, the permission table.
 * Mount it first. It also serves the front end and the routes of signing in.
 */
public final class Guard {

    private final Gate gate;
    private final SessionCookie cookie;
    private final Origin origin;
    private final SignIns signIns;
    private final Vertx vertx;
    private final SecurityHeaders headers;

    /** Blocks shortly: reads the pages for the hashes of their import maps. {@code publicUrl} is what people type, null where it is the service's own address. */
    public Guard(Vertx vertx, SignIns signIns, SchoolNow school, String publicUrl) {
        this.vertx = vertx;
        this.signIns = signIns;
        boolean secure = publicUrl != null && publicUrl.startsWith("https:");
        this.headers = new SecurityHeaders(WebFiles.importMapHashes(), secure);
        this.origin = new Origin(publicUrl);
        this.cookie = new SessionCookie(secure);
        this.gate = new Gate(signIns, origin, school);
    }

    public void mount(Router router) {
        router.route().failureHandler(new ProblemMapper());
        router.route().handler(headers);
        router.route().handler(gate);
        PageRoutes.mount(router, new WebFiles(vertx));
        for (String path : new String[] {"/api/v1/sign-in", "/api/v1/wall/sign-in", "/api/v1/sign-out"}) {
            router.post(path).handler(small());
        }
        new SignInRoutes(signIns, cookie).mount(router);
    }

    /** The headers of every answer, where no router stands before it. */
    public void putHeaders(HttpServerResponse response) {
        headers.put(response);
    }

    /** Who asks, with the scope of this moment; behind the gate only. */
    public Viewer viewer(RoutingContext ctx) {
        return gate.viewer(ctx);
    }

    static BodyHandler small() {
        return BodyHandler.create(false).setBodyLimit(Body.LIMIT);
    }
}
