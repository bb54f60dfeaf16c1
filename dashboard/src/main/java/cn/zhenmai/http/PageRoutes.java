package cn.zhenmai.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;

/** The pages and the files that they load. */
final class PageRoutes {

    private static final List<Page> PAGES = List.of(
            new Page("/", "counselor", "辅导员工作台"),
            new Page("/sign-in", "sign-in", "登录"),
            new Page("/rules", "rules", "预警规则"),
            new Page("/teacher", "teacher", "我的课"),
            new Page("/roll/:session", "roll", "点名"),
            new Page("/sources", "sources", "数据来源"),
            new Page("/wall", "wall", "学校大屏", true),
            new Page("/imports", "imports", "导入"),
            new Page("/quarantine", "quarantine", "待处理数据"));

    private PageRoutes() {}

    static void mount(Router router, WebFiles files) {
        for (Page page : PAGES) {
            reading(router, page.path()).handler(ctx -> files.serve(ctx, page));
        }
        reading(router, "/app/*").handler(files::serve);
        reading(router, "/vendor/*").handler(files::serve);
        reading(router, "/favicon.svg").handler(files::serve);
        reading(router, "/roll-worker.js").handler(files::serve);
        reading(router, "/api/v1/openapi.yaml").handler(ctx -> files.serve(ctx, "openapi.yaml"));
    }

    private static Route reading(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
