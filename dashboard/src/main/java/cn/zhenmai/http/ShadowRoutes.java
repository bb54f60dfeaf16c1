package cn.zhenmai.http;

import cn.zhenmai.alert.ShadowStore;
import cn.zhenmai.alert.ShadowStore.Firing;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.store.RulesStore;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.ShadowView;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A rule in shadow mode beside the live one. */
final class ShadowRoutes {

    private static final int DAYS = 28;
    private static final int MOST_FIRINGS = 20_000;

    private record Asked(String rule, String beside, Instant from, Instant until) {}

    private final Services services;
    private final ShadowStore shadows = new ShadowStore();

    ShadowRoutes(Services services) {
        this.services = services;
    }

    void mount(Router router) {
        router.get("/api/v1/rules/shadow").handler(this::compare);
    }

    private void compare(RoutingContext ctx) {
        SchoolNow.Moment moment = services.school().moment();
        LocalDate until = Query.date(ctx, "to", moment.today().plusDays(1));
        LocalDate from = Query.date(ctx, "from", until.minusDays(DAYS));
        if (!from.isBefore(until)) {
            throw Problem.field("to", "须晚于 from／must be after from").exception();
        }
        Asked asked = new Asked(
                Body.required("rule", Query.text(ctx, "rule")),
                Query.text(ctx, "beside"),
                ShadowView.start(from),
                ShadowView.start(until));
        Reply.json(ctx, services.database().transact(connection -> compare(connection, asked, moment)));
    }

    private ShadowView compare(Connection connection, Asked asked, SchoolNow.Moment moment) throws SQLException {
        RuleSet rules = RulesStore.find(connection, Long.MAX_VALUE)
                .map(edition -> RuleSet.parse(edition.yaml()))
                .orElseThrow(Problem::notFound);
        Rule shadow = rules.rule(asked.rule()).filter(Rule::shadow).orElseThrow(() -> noSuch("rule"));
        Rule live = (asked.beside() == null
                        ? ShadowView.beside(shadow, rules)
                        : rules.rule(asked.beside()).filter(rule -> !rule.shadow()))
                .orElseThrow(() -> noSuch("beside"));
        List<Firing> byShadow = firings(connection, shadow, asked);
        List<Firing> byLive = firings(connection, live, asked);
        boolean complete = byShadow.size() < MOST_FIRINGS && byLive.size() < MOST_FIRINGS;
        return ShadowView.of(shadow.id(), live.id(), byShadow, byLive, complete, moment);
    }

    private List<Firing> firings(Connection connection, Rule rule, Asked asked) throws SQLException {
        return shadows.firings(connection, rule.shadow(), rule.id(), asked.from(), asked.until(), MOST_FIRINGS);
    }

    private static ProblemException noSuch(String field) {
        return Problem.field(field, "没有这样的规则／no such rule").exception();
    }
}
