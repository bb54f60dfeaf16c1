package cn.zhenmai.http;

import cn.zhenmai.access.Scope;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.school.Registry.Indicator;
import cn.zhenmai.school.School;
import cn.zhenmai.store.ReportedValueQueries;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** 人才培养工作状态数据: the catalogue of indicators, and the values that hold. A teacher's values are the teacher's and the school's. */
final class ReportedValueRoutes {

    private static final int PAGE = 200;
    private static final int LONGEST_PAGE = 1_000;

    /** {@code measure} is the unit of measure. */
    record Line(String id, String name, String nameEn, String measure, Indicator.Level level) {}

    record Catalogue(List<Line> items) {}

    /** {@code unit} null = the school itself. */
    record Value(
            String indicator,
            String name,
            String nameEn,
            String measure,
            Indicator.Level level,
            String unit,
            String unitName,
            String period,
            BigDecimal value,
            String source,
            Instant recordedAt,
            Instant receivedAt) {}

    record Page(List<Value> items, String next) {}

    private final Services services;
    private final Guard guard;
    private final ReportedValueQueries values = new ReportedValueQueries();

    ReportedValueRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/indicators").handler(this::catalogue);
        router.get("/api/v1/reported-values").handler(this::list);
    }

    private void catalogue(RoutingContext ctx) {
        List<Line> items = services.school().moment().school().registry().indicators().stream()
                .map(one -> new Line(one.id(), one.name(), one.nameEn(), one.measure(), one.level()))
                .toList();
        Reply.json(ctx, Future.succeededFuture(new Catalogue(items)));
    }

    private void list(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        School school = services.school().moment().school();
        String indicator = Query.text(ctx, "indicator");
        String unit = Query.text(ctx, "unit");
        String period = Query.text(ctx, "period");
        int limit = Query.number(ctx, "limit", PAGE, 1, LONGEST_PAGE);
        String after = Query.text(ctx, "after");
        String behind = after == null ? "" : mark(after);
        Reply.json(ctx, services.database().transact(connection -> {
            List<ReportedValueQueries.Value> found = values.list(connection, indicator, unit, period, behind, limit);
            List<Value> seen = found.stream()
                    .map(value -> value(value, school))
                    .filter(value -> isSeen(value.level(), value.unit(), viewer.scope()))
                    .toList();
            String next = found.size() == limit ? encoded(found.get(limit - 1)) : null;
            return new Page(seen, next);
        }));
    }

    /** Of teachers only the viewer's own, unless the viewer sees the whole school. {@code level} null: no longer in the catalogue. */
    static boolean isSeen(Indicator.Level level, String unit, Scope scope) {
        boolean isOfPerson = level == null || level == Indicator.Level.TEACHER;
        return !isOfPerson || scope.whole() || (unit != null && unit.equals(scope.teacher()));
    }

    /** An indicator that has left the catalogue is shown by its id to those who see everything. */
    private static Value value(ReportedValueQueries.Value value, School school) {
        Indicator indicator = school.indicator(value.indicator()).orElse(null);
        return new Value(
                value.indicator(),
                indicator == null ? value.indicator() : indicator.name(),
                indicator == null ? null : indicator.nameEn(),
                indicator == null ? null : indicator.measure(),
                indicator == null ? null : indicator.level(),
                value.unit(),
                indicator == null || value.unit() == null ? null : unitName(indicator.level(), value.unit(), school),
                value.period(),
                value.value(),
                value.source(),
                value.recordedAt(),
                value.receivedAt());
    }

    private static String unitName(Indicator.Level level, String unit, School school) {
        return switch (level) {
            case SCHOOL -> null;
            case COLLEGE -> school.college(unit).map(one -> one.name()).orElse(unit);
            case PROGRAM -> school.program(unit).map(one -> one.name()).orElse(unit);
            case COURSE -> school.course(unit).map(one -> one.name()).orElse(unit);
            case TEACHER -> school.teacher(unit).map(one -> one.name()).orElse(unit);
        };
    }

    private static String encoded(ReportedValueQueries.Value value) {
        byte[] mark = ReportedValueQueries.markOf(value).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
    }

    private static String mark(String text) {
        try {
            String mark = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (Body.isStorable(mark)) {
                return mark;
            }
        } catch (IllegalArgumentException notOurs) {
            // Said below.
        }
        throw Problem.field("after", "无效的页标／not a page mark").exception();
    }
}
