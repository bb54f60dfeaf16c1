package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Scope;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.HistoryQueries;
import cn.zhenmai.store.HistoryQueries.History;
import cn.zhenmai.store.Work;
import cn.zhenmai.view.HistoryView;
import cn.zhenmai.view.SchoolNow;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Every version of one fact, by its natural key, for whoever may see the person or the lesson. */
final class HistoryRoutes {

    private static final String PATH = "/api/v1/observations/history";
    private static final int MOST_CHECKS = 1_000_000;

    /** What is asked for; a fact outside the scope is not there. {@code student} null: the fact is about no student. */
    private record Asked(boolean isInScope, String student, Work<History> read) {}

    private final Services services;
    private final Guard guard;
    private final HistoryQueries histories = new HistoryQueries();
    private final AuditStore audit = new AuditStore();

    HistoryRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::history);
    }

    private void history(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        Asked asked = asked(ctx, viewer.scope(), services.school().moment());
        if (!asked.isInScope()) {
            throw Problem.notFound();
        }
        Reply.json(ctx, services.database().transact(connection -> {
            History history = asked.read().run(connection);
            if (history.isEmpty()) {
                throw Problem.notFound();
            }
            audit.add(
                    connection,
                    List.of(new AuditStore.Read(
                            services.machineClock().instant(),
                            viewer.account(),
                            "GET " + PATH,
                            asked.student() == null ? List.of() : List.of(asked.student()))));
            return HistoryView.of(history);
        }));
    }

    private Asked asked(RoutingContext ctx, Scope scope, SchoolNow.Moment moment) {
        return switch (required(ctx, "type")) {
            case "attendance" -> attendance(ctx, scope, moment);
            case "roll-call" -> rollCall(ctx, scope, moment.school());
            case "leave-slip" -> leaveSlip(ctx, scope, moment);
            case "lesson-check" -> lessonCheck(ctx, scope, moment);
            case "learning-evaluation" -> learningEvaluation(ctx, scope, moment);
            case "reported-value" -> reportedValue(ctx, scope, moment.school());
            case "course-result" -> courseResult(ctx, scope, moment);
            case "teacher-attendance" -> teacherAttendance(ctx, scope);
            case "ballot-summary" -> ballotSummary(ctx, scope);
            default -> throw Problem.field("type", "没有此类型／no such type").exception();
        };
    }

    private Asked attendance(RoutingContext ctx, Scope scope, SchoolNow.Moment moment) {
        String student = required(ctx, "student");
        SessionId session = session(ctx);
        return new Asked(
                sees(scope, student, moment) || teaches(scope, session, moment.school()),
                student,
                connection -> histories.attendance(connection, session, student));
    }

    private Asked rollCall(RoutingContext ctx, Scope scope, School school) {
        SessionId session = session(ctx);
        String classId = required(ctx, "class");
        return new Asked(
                scope.seesClass(classId) || teaches(scope, session, school),
                null,
                connection -> histories.rollCall(connection, session, classId));
    }

    private Asked leaveSlip(RoutingContext ctx, Scope scope, SchoolNow.Moment moment) {
        String student = required(ctx, "student");
        String slip = required(ctx, "slip");
        return new Asked(
                sees(scope, student, moment), student, connection -> histories.leaveSlip(connection, student, slip));
    }

    private Asked lessonCheck(RoutingContext ctx, Scope scope, SchoolNow.Moment moment) {
        String student = required(ctx, "student");
        SessionId session = Query.text(ctx, "session") == null ? null : session(ctx);
        String offering = session == null ? required(ctx, "offering") : null;
        Body.required("check", Query.text(ctx, "check"));
        int check = Query.number(ctx, "check", 0, 1, MOST_CHECKS);
        boolean isOwnLesson =
                session == null ? scope.teaches(offering, moment.school()) : teaches(scope, session, moment.school());
        return new Asked(
                sees(scope, student, moment) || isOwnLesson,
                student,
                connection -> histories.lessonCheck(connection, session, offering, check, student));
    }

    private Asked learningEvaluation(RoutingContext ctx, Scope scope, SchoolNow.Moment moment) {
        String teacher = required(ctx, "teacher");
        String offering = required(ctx, "offering");
        String month = required(ctx, "month");
        String classId = Query.text(ctx, "class");
        String student = Query.text(ctx, "student");
        boolean isInScope = scope.seesClass(classId)
                || teacher.equals(scope.teacher())
                || (student != null && sees(scope, student, moment));
        return new Asked(
                isInScope,
                student,
                connection -> histories.learningEvaluation(connection, offering, month, teacher, classId, student));
    }

    private Asked reportedValue(RoutingContext ctx, Scope scope, School school) {
        String indicator = required(ctx, "indicator");
        String period = required(ctx, "period");
        String unit = Query.text(ctx, "unit");
        boolean isInScope = ReportedValueRoutes.isSeen(
                school.indicator(indicator).map(Registry.Indicator::level).orElse(null), unit, scope);
        return new Asked(isInScope, null, connection -> histories.reportedValue(connection, indicator, period, unit));
    }

    private Asked courseResult(RoutingContext ctx, Scope scope, SchoolNow.Moment moment) {
        String student = required(ctx, "student");
        String offering = required(ctx, "offering");
        return new Asked(
                sees(scope, student, moment) || scope.teaches(offering, moment.school()),
                student,
                connection -> histories.courseResult(connection, offering, student));
    }

    /** It is about a person: for that teacher, and those who see the whole school. */
    private Asked teacherAttendance(RoutingContext ctx, Scope scope) {
        SessionId session = session(ctx);
        String teacher = required(ctx, "teacher");
        return new Asked(
                scope.whole() || teacher.equals(scope.teacher()),
                null,
                connection -> histories.teacherAttendance(connection, session, teacher));
    }

    /** About a person as well. */
    private Asked ballotSummary(RoutingContext ctx, Scope scope) {
        String teacher = required(ctx, "teacher");
        String offering = required(ctx, "offering");
        return new Asked(
                scope.whole() || teacher.equals(scope.teacher()),
                null,
                connection -> histories.ballotSummary(connection, offering, teacher));
    }

    private static boolean sees(Scope scope, String student, SchoolNow.Moment moment) {
        return scope.seesStudent(student, moment.school(), moment.today());
    }

    private static boolean teaches(Scope scope, SessionId session, School school) {
        return school.session(session).filter(scope::teaches).isPresent();
    }

    private static SessionId session(RoutingContext ctx) {
        return SessionId.parse(required(ctx, "session"))
                .orElseThrow(() -> Problem.field("session", "不是课次编号／not the id of a session")
                        .exception());
    }

    private static String required(RoutingContext ctx, String name) {
        return Body.required(name, Query.text(ctx, name));
    }
}
