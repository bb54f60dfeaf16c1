package cn.zhenmai.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

/** The pages and the files that they load. */
final class PageRoutes {

    private PageRoutes() {}

    static void mount(Router router, WebFiles files) {
        page(router, files, "/", "index.html");
        page(router, files, "/sign-in", "sign-in.html");
        page(router, files, "/rules", "rules.html");
        page(router, files, "/teacher", "teacher.html");
        page(router, files, "/roll/:session", "roll.html");
        page(router, files, "/sources", "sources.html");
        page(router, files, "/wall", "wall.html");
        page(router, files, "/imports", "imports.html");
        page(router, files, "/quarantine", "quarantine.html");
        reading(router, "/app/*").handler(files::serve);
        reading(router, "/vendor/*").handler(files::serve);
        reading(router, "/favicon.svg").handler(files::serve);
        reading(router, "/roll-worker.js").handler(files::serve);
        reading(router, "/api/v1/openapi.yaml").handler(ctx -> files.serve(ctx, "openapi.yaml"));
    }

    private static void page(Router router, WebFiles files, String path, String file) {
        reading(router, path).handler(ctx -> files.serve(ctx, "webroot/" + file));
    }

    private static io.vertx.ext.web.Route reading(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
