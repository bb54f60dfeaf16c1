package cn.zhenmai.http;

import cn.zhenmai.access.Viewer;
import cn.zhenmai.backtest.BacktestJobs;
import cn.zhenmai.backtest.Outcomes;
import cn.zhenmai.backtest.Proposal;
import cn.zhenmai.backtest.Question;
import cn.zhenmai.notify.Audience;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleProblem;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import cn.zhenmai.view.AudienceView;
import cn.zhenmai.view.BacktestView;
import cn.zhenmai.view.SchoolNow;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;

/** Before a rule goes on: who would see it, and which threshold keeps a budget. Both are read from a back-test. */
final class ProposalRoutes {

    private static final int MOST_CARDS = 200;

    /** @param rules a rule file; {@code rule} the one of it whose lowest level is to be set */
    record Asked(String rules, String rule, LocalDate from, LocalDate to) {}

    private final Services services;
    private final Guard guard;

    ProposalRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.post("/api/v1/rules/proposal").handler(Guard.small()).handler(this::submit);
        router.get("/api/v1/rules/backtests/:id/proposal").handler(this::proposal);
        router.get("/api/v1/rules/backtests/:id/audience").handler(this::audience);
    }

    private void submit(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        Asked asked = Body.read(ctx, Asked.class);
        Rule rule = rule(asked);
        LocalDate from = Body.required("from", asked.from());
        LocalDate to = Body.required("to", asked.to());
        SchoolNow.Moment moment = services.school().moment();
        if (!from.isBefore(to) || to.isAfter(moment.today().plusDays(1))) {
            throw Problem.field("to", "须晚于 from，且不晚于今天之后／after from, and no later than tomorrow")
                    .exception();
        }
        RuleSet tried = new RuleSet(Proposal.variants(rule));
        Reply.json(
                ctx,
                services.database()
                        .transact(BacktestRoutes::inForce)
                        .map(inForce -> services.backtests()
                                .submit(
                                        viewer.account(),
                                        Question.of(
                                                tried,
                                                inForce,
                                                from.atStartOfDay(School.ZONE).toInstant(),
                                                to.atStartOfDay(School.ZONE).toInstant(),
                                                Outcomes.NONE))
                                .orElseThrow(() -> Problem.of(
                                                429, "已有多个回测在排队，请稍后再试／too many back-tests wait, try again later")
                                        .exception()))
                        .map(job -> BacktestView.of(job, moment, 0)));
    }

    private static Rule rule(Asked asked) {
        String yaml = Body.text("rules", asked.rules(), (int) Body.LIMIT);
        String id = Body.required("rule", asked.rule());
        try {
            Rule rule = RuleSet.parse(yaml)
                    .rule(id)
                    .orElseThrow(
                            () -> Problem.field("rule", "没有这样的规则／no such rule").exception());
            if (rule.steps().get(0).when() != null) {
                throw Problem.field("rule", "最低一级没有界值／its lowest level has no bound")
                        .exception();
            }
            return rule;
        } catch (RuleProblems problems) {
            RuleProblem first = problems.problems().get(0);
            throw Problem.field("rules." + first.path(), first.message()).exception();
        }
    }

    private BacktestJobs.Job done(RoutingContext ctx) {
        BacktestJobs.Job job = services.backtests().find(Query.id(ctx)).orElseThrow(Problem::notFound);
        if (job.result() == null) {
            throw Problem.of(409, "回测尚未完成／the back-test is not done").exception();
        }
        return job;
    }

    private void proposal(RoutingContext ctx) {
        int budget = Query.number(ctx, "budget", 5, 1, MOST_CARDS);
        Reply.json(ctx, Future.succeededFuture(Proposal.of(done(ctx).result(), budget)));
    }

    private void audience(RoutingContext ctx) {
        BacktestJobs.Job job = done(ctx);
        SchoolNow.Moment moment = services.school().moment();
        Reply.json(
                ctx,
                Future.succeededFuture(
                        AudienceView.of(Audience.of(job.result(), job.tried(), moment.school()), moment)));
    }
}
