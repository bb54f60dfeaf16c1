package cn.zhenmai.http;

import cn.zhenmai.access.SignIns;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.view.SchoolNow;
import io.vertx.core.Vertx;
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
    private final boolean secure;

    /** {@code publicUrl} is what people type, null where it is the service's own address. */
    public Guard(Vertx vertx, SignIns signIns, SchoolNow school, String publicUrl) {
        this.vertx = vertx;
        this.signIns = signIns;
        this.secure = publicUrl != null && publicUrl.startsWith("https:");
        this.origin = new Origin(publicUrl);
        this.cookie = new SessionCookie(secure);
        this.gate = new Gate(signIns, origin, school);
    }

    /** Blocks shortly: reads the pages for the hashes of their import maps. */
    public void mount(Router router) {
        router.route().failureHandler(new ProblemMapper());
        router.route().handler(new SecurityHeaders(WebFiles.importMapHashes(), secure));
        router.route().handler(gate);
        PageRoutes.mount(router, new WebFiles(vertx));
        for (String path : new String[] {"/api/v1/sign-in", "/api/v1/wall/sign-in", "/api/v1/sign-out"}) {
            router.post(path).handler(small());
        }
        new SignInRoutes(signIns, cookie).mount(router);
    }

    /** Who asks, with the scope of this moment; behind the gate only. */
    public Viewer viewer(RoutingContext ctx) {
        return gate.viewer(ctx);
    }

    static BodyHandler small() {
        return BodyHandler.create(false).setBodyLimit(Body.LIMIT);
    }
}
