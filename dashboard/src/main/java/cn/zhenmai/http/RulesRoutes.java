package cn.zhenmai.http;

import cn.zhenmai.access.Viewer;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSchema;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.rule.RulesDiff;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.RulesStore;
import cn.zhenmai.store.StaleRulesException;
import cn.zhenmai.view.RulesView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** The rule set: what is in force, every edition with its author, a new edition, an old one again. Each is a row of the journal. */
final class RulesRoutes {

    private static final int PAGE = 20;
    private static final int LONGEST_PAGE = 100;
    private static final int LONGEST_NOTE = 500;

    /** {@code after}: the edition that the author had before them. */
    record Edit(String yaml, String after, String note) {}

    record Restore(String after, String note) {}

    private final Services services;
    private final Guard guard;

    RulesRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/rules").handler(ctx -> text(ctx, Long.MAX_VALUE));
        router.get("/api/v1/rules/schema.json").handler(RulesRoutes::schema);
        router.get("/api/v1/rules/editions").handler(this::list);
        router.get("/api/v1/rules/editions/:id").handler(ctx -> text(ctx, id(ctx)));
        router.get("/api/v1/rules/editions/:id/diff").handler(this::diff);
        router.post("/api/v1/rules/editions").handler(Guard.small()).handler(this::edit);
        router.post("/api/v1/rules/editions/:id/restore").handler(Guard.small()).handler(this::restore);
    }

    private static void schema(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Type", "application/schema+json; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .end(RuleSchema.json());
    }

    private static long id(RoutingContext ctx) {
        try {
            return Long.parseLong(Query.id(ctx));
        } catch (NumberFormatException notOurs) {
            throw Problem.notFound();
        }
    }

    private static RulesStore.Edition get(Connection connection, long id) throws SQLException {
        return RulesStore.find(connection, id)
                .filter(found -> id == Long.MAX_VALUE || found.sequence() == id)
                .orElseThrow(Problem::notFound);
    }

    private void text(RoutingContext ctx, long id) {
        LocalDate today = services.school().moment().today();
        Reply.json(ctx, services.database().transact(connection -> RulesView.text(get(connection, id), today)));
    }

    private void list(RoutingContext ctx) {
        int limit = Query.number(ctx, "limit", PAGE, 1, LONGEST_PAGE);
        long from = mark("after", Query.text(ctx, "after"), Long.MAX_VALUE);
        Reply.json(
                ctx,
                services.database()
                        .transact(connection -> RulesView.page(RulesStore.list(connection, from, limit + 1), limit)));
    }

    /** Against the edition {@code from}, else against the one before it. */
    private void diff(RoutingContext ctx) {
        long id = id(ctx);
        long from = mark("from", Query.text(ctx, "from"), -1);
        Reply.json(ctx, services.database().transact(connection -> {
            String now = get(connection, id).yaml();
            String before = from >= 0
                    ? get(connection, from).yaml()
                    : RulesStore.find(connection, id - 1)
                            .map(RulesStore.Edition::yaml)
                            .orElse("rules: []");
            return RulesDiff.between(before, now);
        }));
    }

    private void edit(RoutingContext ctx) {
        boolean dryRun = Query.flag(ctx, "dryRun");
        Edit told = Body.read(ctx, Edit.class);
        Body.text("yaml", told.yaml(), (int) Body.LIMIT);
        take(ctx, told.yaml(), told.after(), told.note(), dryRun);
    }

    private void restore(RoutingContext ctx) {
        long id = id(ctx);
        Restore told = Body.read(ctx, Restore.class);
        services.database()
                .transact(connection -> get(connection, id).yaml())
                .onComplete(yaml -> take(ctx, yaml, told.after(), told.note(), false), ctx::fail);
    }

    private void take(RoutingContext ctx, String yaml, String after, String note, boolean dryRun) {
        Viewer viewer = guard.viewer(ctx);
        if (!dryRun) {
            Body.text("note", note, LONGEST_NOTE);
            Body.required("after", after);
        }
        Long basis = after == null ? null : mark("after", after, 0);
        Future<RulesView.Outcome> outcome = services.database()
                .transact(connection -> check(get(connection, Long.MAX_VALUE), yaml))
                .compose(checked -> {
                    boolean settled = dryRun
                            || !checked.problems().isEmpty()
                            || checked.changed().isEmpty();
                    return settled
                            ? Future.succeededFuture(checked)
                            : write(new Entry.RulesEdit(yaml, viewer.account(), note, basis, null), checked);
                });
        Reply.json(ctx, outcome);
    }

    private static RulesView.Outcome check(RulesStore.Edition inForce, String yaml) {
        try {
            RuleSet.checkEdit(inForce.yaml(), yaml);
            return new RulesView.Outcome(
                    List.of(), RulesDiff.between(inForce.yaml(), yaml).changed(), null);
        } catch (RuleProblems problems) {
            return new RulesView.Outcome(RulesView.wrong(problems, yaml), List.of(), null);
        }
    }

    private Future<RulesView.Outcome> write(Entry.RulesEdit edit, RulesView.Outcome checked) {
        return services.journal()
                .submit(edit)
                .recover(RulesRoutes::told)
                .compose(receipt -> services.applied().upTo(receipt.sequence()).map(receipt.sequence()))
                .map(sequence -> new RulesView.Outcome(List.of(), checked.changed(), Long.toString(sequence)));
    }

    private static <T> Future<T> told(Throwable failure) {
        return Future.failedFuture(
                failure instanceof StaleRulesException
                        ? Problem.of(409, "规则已被他人修改，请刷新后再改／the rules were edited meanwhile, reload first")
                                .exception()
                        : failure);
    }

    private static long mark(String field, String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException notOurs) {
            throw Problem.field(field, "没有此版本／no such edition").exception();
        }
    }
}
