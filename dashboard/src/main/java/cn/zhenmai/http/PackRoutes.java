package cn.zhenmai.http;

import cn.zhenmai.rule.PackAdoption;
import cn.zhenmai.rule.PolicyPack;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.view.RulesView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The policy packs that ship: what there is, and a draft of the school's rules with one of them in it. Nothing is written. */
final class PackRoutes {

    record Draft(String yaml) {}

    /** {@code yaml} null where there are problems. */
    record Taken(String yaml, List<RulesView.Wrong> problems) {}

    PackRoutes() {}

    void mount(Router router) {
        router.get("/api/v1/rules/packs").handler(ctx -> Reply.json(ctx, Future.succeededFuture(PolicyPack.all())));
        router.post("/api/v1/rules/packs/:id/adopt").handler(Guard.small()).handler(PackRoutes::adopt);
    }

    private static void adopt(RoutingContext ctx) {
        PolicyPack pack = PolicyPack.find(Query.id(ctx)).orElseThrow(Problem::notFound);
        String yaml = Body.text("yaml", Body.read(ctx, Draft.class).yaml(), (int) Body.LIMIT);
        Reply.json(ctx, Future.succeededFuture(taken(yaml, pack)));
    }

    private static Taken taken(String yaml, PolicyPack pack) {
        try {
            return new Taken(PackAdoption.into(yaml, pack), List.of());
        } catch (RuleProblems problems) {
            return new Taken(null, RulesView.wrong(problems, yaml));
        }
    }
}
