package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.AlertFilter;
import cn.zhenmai.alert.AlertPage;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Handling;
import cn.zhenmai.alert.HandlingAct;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.SlipQueries;
import cn.zhenmai.view.AlertView;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.WorklistView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Alerts of the viewer's scope: lists, one with its evidence, acknowledging. What is out of scope is not there. */
final class AlertRoutes {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_NOTE = 500;

    record Note(String note) {}

    private final Services services;
    private final Guard guard;
    private final SlipQueries slips = new SlipQueries();
    private final AuditStore audit = new AuditStore();

    AlertRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/alerts").handler(this::list);
        router.get("/api/v1/alerts/:id").handler(this::detail);
        router.post("/api/v1/alerts/:id/acknowledge").handler(Guard.small()).handler(this::acknowledge);
    }

    private void list(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        SchoolNow.Moment moment = services.school().moment();
        AlertFilter filter = filter(ctx, AlertFilter.within(WorklistView.alertScope(viewer.scope(), moment)));
        String after = Query.text(ctx, "after");
        int limit = Query.number(ctx, "limit", PAGE, 1, LONGEST_PAGE);
        long sequence = services.applied().sequence();
        Reply.json(
                ctx,
                services.database()
                        .transact(connection -> page(connection, viewer, moment, filter, after, limit, sequence))
                        .recover(AlertRoutes::wrongMark));
    }

    private AlertView.Page page(
            Connection connection,
            Viewer viewer,
            SchoolNow.Moment moment,
            AlertFilter filter,
            String after,
            int limit,
            long sequence)
            throws SQLException {
        AlertPage page = services.alerts().list(connection, filter, after, limit);
        AlertView view = new AlertView(moment);
        Set<String> students = page.items().stream()
                .map(one -> one.alert().student())
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        audit(connection, viewer, "GET /api/v1/alerts", students);
        return new AlertView.Page(page.items().stream().map(view::line).toList(), page.next(), sequence);
    }

    private static AlertFilter filter(RoutingContext ctx, AlertFilter all) {
        AlertFilter filter = all;
        Level level = Query.oneOf(ctx, "level", Level.class);
        filter = level == null ? filter : filter.level(level);
        Alert.Condition condition = Query.oneOf(ctx, "condition", Alert.Condition.class);
        filter = condition == null ? filter : filter.condition(condition);
        Handling.State handling = Query.oneOf(ctx, "handling", Handling.State.class);
        filter = handling == null ? filter : filter.handling(handling);
        String student = Query.text(ctx, "student");
        filter = student == null ? filter : filter.student(student);
        String classId = Query.text(ctx, "class");
        filter = classId == null ? filter : filter.classId(classId);
        String rule = Query.text(ctx, "rule");
        return rule == null ? filter : filter.rule(rule);
    }

    private void detail(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        String id = Query.id(ctx);
        Reply.json(ctx, services.database().transact(connection -> detail(connection, viewer, id)));
    }

    private AlertView.Detail detail(Connection connection, Viewer viewer, String id) throws SQLException {
        SchoolNow.Moment moment = services.school().moment();
        HandledAlert found = services.alerts()
                .find(connection, WorklistView.alertScope(viewer.scope(), moment), id)
                .orElseThrow(Problem::notFound);
        List<Transition> transitions = services.alerts().transitions(connection, id);
        AlertView.Detail detail = new AlertView(moment)
                .detail(
                        found,
                        transitions,
                        services.rule().apply(found.alert().rule()).orElse(null),
                        isEndedBySlip(connection, transitions));
        audit(connection, viewer, "GET /api/v1/alerts/{id}", students(found));
        return detail;
    }

    private boolean isEndedBySlip(Connection connection, List<Transition> transitions) throws SQLException {
        Transition last = transitions.isEmpty() ? null : transitions.get(transitions.size() - 1);
        return last != null
                && last.kind() == Transition.Kind.ENDED
                && last.alert().student() != null
                && slips.isToldBy(connection, last.alert().student(), last.sequence());
    }

    private static Set<String> students(HandledAlert found) {
        Set<String> students = found.alert().evidence().items().stream()
                .map(item -> item.student())
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        if (found.alert().student() != null) {
            students.add(found.alert().student());
        }
        return students;
    }

    private void acknowledge(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        String id = Query.id(ctx);
        String note = Body.read(ctx, Note.class).note();
        if (note != null && !note.isBlank()) {
            Body.text("note", note, LONGEST_NOTE);
        }
        String by = viewer.teacherId() == null ? viewer.account() : viewer.teacherId();
        Future<AlertView.Detail> after = services.database()
                .transact(connection -> services.alerts()
                        .find(
                                connection,
                                WorklistView.alertScope(
                                        viewer.scope(), services.school().moment()),
                                id)
                        .orElseThrow(Problem::notFound))
                .compose(
                        found -> services.journal().submit(new Entry.Act(id, HandlingAct.ACKNOWLEDGE.name(), by, note)))
                .compose(receipt -> services.applied().upTo(receipt.sequence()))
                .compose(done -> services.database().transact(connection -> detail(connection, viewer, id)));
        Reply.json(ctx, after);
    }

    private void audit(Connection connection, Viewer viewer, String what, Set<String> students) throws SQLException {
        if (!students.isEmpty()) {
            audit.add(
                    connection,
                    List.of(new AuditStore.Read(services.machineClock().instant(), viewer.account(), what, students)));
        }
    }

    private static <T> Future<T> wrongMark(Throwable failure) {
        return Future.failedFuture(
                failure instanceof IllegalArgumentException
                        ? Problem.field("after", "无效的页标／not a page mark").exception()
                        : failure);
    }
}
