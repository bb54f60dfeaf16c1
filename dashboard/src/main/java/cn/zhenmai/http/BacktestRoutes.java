package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.backtest.Backtest;
import cn.zhenmai.backtest.BacktestJobs;
import cn.zhenmai.backtest.Outcomes;
import cn.zhenmai.backtest.Question;
import cn.zhenmai.rule.RuleProblem;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import cn.zhenmai.store.RulesStore;
import cn.zhenmai.view.BacktestView;
import cn.zhenmai.view.SchoolNow;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules tried on history: asked for, looked at until they are done, cancelled. */
final class BacktestRoutes {

    /** Bytes; outcomes of fifty thousand students fit. */
    private static final long LONGEST_BODY = 4 << 20;

    private static final int LONGEST_RULES = 256 * 1024;
    private static final int ALERTS = 200;

    /**
     * @param rules a rule file
     * @param from first school day that counts, {@code to} the first that doesn't any more (yyyy-mm-dd)
     * @param outcomes CSV, or null
     */
    record Asked(String rules, LocalDate from, LocalDate to, String outcomes) {}

    private final Services services;
    private final Guard guard;
    private final AuditStore audit = new AuditStore();

    BacktestRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.post("/api/v1/rules/backtest")
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
                .handler(this::submit);
        router.get("/api/v1/rules/backtests/:id").handler(this::find);
        router.post("/api/v1/rules/backtests/:id/cancel").handler(this::cancel);
    }

    private void submit(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        Asked asked = Body.read(ctx, Asked.class);
        RuleSet tried = rules(Body.text("rules", asked.rules(), LONGEST_RULES));
        Instant from = start("from", asked.from());
        Instant to = start("to", asked.to());
        if (!from.isBefore(to)) {
            throw Problem.field("to", "须晚于 from／must be after from").exception();
        }
        if (asked.to().isAfter(services.school().moment().today().plusDays(1))) {
            throw Problem.field("to", "不能晚于今天之后／history ends today").exception();
        }
        Outcomes truth = asked.outcomes() == null ? Outcomes.NONE : outcomes(asked.outcomes());
        Future<BacktestView.Job> job = services.database()
                .transact(BacktestRoutes::inForce)
                .map(inForce -> services.backtests()
                        .submit(viewer.account(), Question.of(tried, inForce, from, to, truth))
                        .orElseThrow(() -> Problem.of(429, "已有多个回测在排队，请稍后再试／too many back-tests wait, try again later")
                                .exception()))
                .map(submitted -> BacktestView.of(submitted, services.school().moment(), 0));
        Reply.json(ctx, job);
    }

    private static RuleSet rules(String yaml) {
        RuleSet rules;
        try {
            rules = RuleSet.parse(yaml).asLive();
        } catch (RuleProblems problems) {
            RuleProblem first = problems.problems().get(0);
            throw Problem.field("rules." + first.path(), first.message()).exception();
        }
        if (rules.rules().isEmpty()) {
            throw Problem.field("rules", "没有规则／holds no rules").exception();
        }
        return rules;
    }

    private static Instant start(String field, LocalDate day) {
        return Body.required(field, day).atStartOfDay(School.ZONE).toInstant();
    }

    private static Outcomes outcomes(String csv) {
        Outcomes.Result read = Outcomes.read("outcomes", csv.getBytes(StandardCharsets.UTF_8));
        if (!read.problems().isEmpty()) {
            cn.zhenmai.school.Problem first = read.problems().get(0);
            String field = first.field() == null ? "outcomes" : "outcomes." + first.field();
            throw new ProblemException(
                    new Problem("about:blank", "Bad Request", 400, first.message(), field, first.row()), null);
        }
        return read.outcomes();
    }

    static Optional<RuleSet> inForce(Connection connection) throws SQLException {
        return RulesStore.find(connection, Long.MAX_VALUE).map(edition -> RuleSet.parse(edition.yaml()));
    }

    private void find(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        int alerts = Query.number(ctx, "alerts", ALERTS, 0, Backtest.LISTED);
        BacktestJobs.Job job = services.backtests().find(Query.id(ctx)).orElseThrow(Problem::notFound);
        SchoolNow.Moment moment = services.school().moment();
        Set<String> students = BacktestView.students(job, alerts);
        Reply.json(ctx, services.database().transact(connection -> {
            if (!students.isEmpty()) {
                audit.add(connection, List.of(read(viewer, students)));
            }
            return BacktestView.of(job, moment, alerts);
        }));
    }

    private AuditStore.Read read(Viewer viewer, Set<String> students) {
        return new AuditStore.Read(
                services.machineClock().instant(), viewer.account(), "GET /api/v1/rules/backtests/{id}", students);
    }

    private void cancel(RoutingContext ctx) {
        BacktestJobs.Job job = services.backtests().cancel(Query.id(ctx)).orElseThrow(Problem::notFound);
        Reply.json(
                ctx,
                Future.succeededFuture(BacktestView.of(job, services.school().moment(), 0)));
    }
}
