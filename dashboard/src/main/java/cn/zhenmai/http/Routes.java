package cn.zhenmai.http;

import io.vertx.ext.web.Router;

/** The routes of people's pages. Mount them behind the {@link Guard}, before the intake's. */
public final class Routes {

    private Routes() {}

    public static void mount(Router router, Guard guard, Services services) {
        new AlertRoutes(services, guard).mount(router);
        new WorklistRoutes(services, guard).mount(router);
        new TeacherRoutes(services, guard).mount(router);
        new RollRoutes(services, guard).mount(router);
        new RegistryRoutes(services).mount(router);
        new ImportRoutes(services, guard).mount(router);
        new HistoryRoutes(services, guard).mount(router);
        new RulesRoutes(services, guard).mount(router);
        new BacktestRoutes(services, guard).mount(router);
        new MeasureRoutes(services).mount(router);
        new ReportedValueRoutes(services, guard).mount(router);
        new ProposalRoutes(services, guard).mount(router);
        new ShadowRoutes(services).mount(router);
        new PackRoutes().mount(router);
        new QualityRoutes(services).mount(router);
        new SourceRoutes(services, guard).mount(router);
        new QuarantineRoutes(services, guard).mount(router);
    }
}
