package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryCheck;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.TeacherView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A teacher's own sessions, taking a roll, and answering why there is none. */
final class TeacherRoutes {

    private static final int TEACHER_RANK = 30;
    private static final int MOST_EXCEPTIONS = 1_000;
    private static final int MOST_MINUTES = 300;
    private static final int LONGEST_ID = 100;

    record Roll(String classId, List<Exception> exceptions) {
        record Exception(String student, Status status, Integer minutesLate) {}
    }

    private final Services services;
    private final Guard guard;
    private final TeacherView view = new TeacherView();
    private final AuditStore audit = new AuditStore();

    TeacherRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/teacher/sessions").handler(this::sessions);
        router.get("/api/v1/sessions/:id/roll").handler(this::roll);
        router.post("/api/v1/sessions/:id/roll").handler(Guard.small()).handler(this::take);
        router.post("/api/v1/sessions/:id/answer").handler(Guard.small()).handler(this::answer);
    }

    private void sessions(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        SchoolNow.Moment moment = services.school().moment();
        LocalDate day = Query.date(ctx, "date", moment.today());
        Reply.json(
                ctx, services.database().transact(connection -> view.day(connection, viewer.teacherId(), day, moment)));
    }

    private void roll(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        SchoolNow.Moment moment = services.school().moment();
        Session session = own(ctx, viewer, moment);
        Reply.json(ctx, services.database().transact(connection -> {
            TeacherView.SessionRolls rolls = view.rolls(connection, session, moment);
            audit.add(
                    connection,
                    List.of(new AuditStore.Read(
                            services.machineClock().instant(),
                            viewer.account(),
                            "GET /api/v1/sessions/{id}/roll",
                            rolls.students())));
            return rolls;
        }));
    }

    private void take(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        SchoolNow.Moment moment = services.school().moment();
        Session session = own(ctx, viewer, moment);
        Roll roll = Body.read(ctx, Roll.class);
        if (!session.classes().contains(Body.required("classId", roll.classId()))) {
            throw Problem.field("classId", "该班不在本次课／not a class of this session")
                    .exception();
        }
        if (!session.isHeld() || moment.now().isBefore(session.startsAt().minusSeconds(1_800))) {
            throw Problem.of(409, "课次未开始或已取消／the session has not begun or is cancelled")
                    .exception();
        }
        List<Entry.Row> rows = rows(session.id(), roll, viewer.teacherId(), moment.now());
        Source source = new Source("teacher:" + viewer.teacherId(), TEACHER_RANK, false);
        Reply.json(ctx, services.journal().submit(new Entry.Facts(source, rows, null)));
    }

    /** Exceptions first, so that a receipt's row numbers are those of the page; the roll call itself is the last row. */
    private static List<Entry.Row> rows(SessionId session, Roll roll, String teacher, Instant now) {
        List<Roll.Exception> exceptions = roll.exceptions() == null ? List.of() : roll.exceptions();
        if (exceptions.size() > MOST_EXCEPTIONS) {
            throw Problem.field("exceptions", "过多／too many").exception();
        }
        List<Entry.Row> rows = new ArrayList<>();
        for (int i = 0; i < exceptions.size(); i++) {
            Roll.Exception one = exceptions.get(i);
            if (one == null || one.student() == null || one.status() == null) {
                throw wrong(i, "student, status");
            }
            if (one.student().length() > LONGEST_ID || !Body.isStorable(one.student())) {
                throw wrong(i, "student");
            }
            int minutes = one.minutesLate() == null ? 0 : one.minutesLate();
            if (minutes < 0 || minutes > MOST_MINUTES) {
                throw wrong(i, "minutesLate");
            }
            rows.add(new Entry.Row(
                    i + 1, new Observation.Attendance(one.student(), session, one.status(), null, minutes, now)));
        }
        rows.add(new Entry.Row(
                exceptions.size() + 1,
                new Observation.RollCall(session, roll.classId(), teacher, Observation.RollCall.Mode.EXCEPTIONS, now)));
        return rows;
    }

    private static ProblemException wrong(int index, String field) {
        Problem problem = Problem.field("exceptions." + index + "." + field, "字段有误／wrong field");
        return new Problem(
                        problem.type(), problem.title(), problem.status(), problem.detail(), problem.field(), index + 1)
                .exception();
    }

    private void answer(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        Session session = own(ctx, viewer, services.school().moment());
        SessionAnswer answer = Body.read(ctx, SessionAnswer.class).checked(session);
        Reply.json(
                ctx,
                answer.changesTheTimetable()
                        ? change(answer.edit(session))
                        : note(session, answer, viewer.teacherId()));
    }

    /** Goes into the timetable only if it brings no problem that was not there before, whoever else changes it meanwhile. */
    private Future<Receipt> change(UnaryOperator<Registry> edit) {
        Registry known = services.journal().school().registry();
        UnaryOperator<Registry> whenItsTurnComes =
                registry -> registry == known ? edit.apply(registry) : checked(registry, edit);
        return services.vertx()
                .executeBlocking(() -> checked(known, edit), false)
                .compose(possible -> services.journal().submit(new Entry.RegistryEdit(whenItsTurnComes, null)));
    }

    private static Registry checked(Registry before, UnaryOperator<Registry> edit) {
        List<cn.zhenmai.school.Problem> known = RegistryCheck.check(before);
        Registry after = edit.apply(before);
        for (cn.zhenmai.school.Problem problem : RegistryCheck.check(after)) {
            if (!known.contains(problem)) {
                throw Problem.field(problem.field(), problem.message()).exception();
            }
        }
        return after;
    }

    private Future<Receipt> note(Session session, SessionAnswer answer, String teacher) {
        String id = session.id().toString();
        return services.database()
                .transact(connection -> services.alerts().openForTeacher(connection, teacher).stream()
                        .map(HandledAlert::alert)
                        .filter(alert -> alert.student() == null && id.equals(alert.session()))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(409, "本次课没有待答复的提醒／no alert of this session waits for an answer")
                                .exception()))
                .compose(alert -> services.journal().submit(answer.note(alert.id(), teacher)));
    }

    /** A session that isn't the viewer's own is not there. */
    private Session own(RoutingContext ctx, Viewer viewer, SchoolNow.Moment moment) {
        return SessionId.parse(ctx.pathParam("id"))
                .flatMap(moment.school()::session)
                .filter(viewer.scope()::teaches)
                .orElseThrow(Problem::notFound);
    }
}
