package cn.zhenmai.http;

import cn.zhenmai.access.Viewer;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryCheck;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.TeacherView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/** A teacher's (or monitor's) own sessions of a day, and answering why there is no roll. */
final class TeacherRoutes {

    private final Services services;
    private final Guard guard;
    private final TeacherView view = new TeacherView();

    TeacherRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/teacher/sessions").handler(this::sessions);
        router.post("/api/v1/sessions/:id/answer").handler(Guard.small()).handler(this::answer);
    }

    private void sessions(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        SchoolNow.Moment moment = services.school().moment();
        LocalDate day = Query.date(ctx, "date", moment.today());
        List<TeacherView.Own> own = moment.school().sessionsOn(day).stream()
                .flatMap(session -> RollTaker.of(viewer, session, moment).stream()
                        .map(taker -> new TeacherView.Own(session, taker.onlyClass())))
                .toList();
        Reply.json(ctx, services.database().transact(connection -> view.day(connection, own, day, moment)));
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
