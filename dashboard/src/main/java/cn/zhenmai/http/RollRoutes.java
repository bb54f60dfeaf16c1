package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.RollQueries;
import cn.zhenmai.view.RollView;
import cn.zhenmai.view.SchoolNow;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The roll of a session: read, taken, corrected; by its teacher, or by a class's monitor for the teacher to sign. */
final class RollRoutes {

    private static final int MOST_EXCEPTIONS = 1_000;
    private static final int MOST_MINUTES = 300;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_REASON = 200;
    private static final Duration EARLY = Duration.ofMinutes(30);
    /** How long a phone may have kept a roll; as long as its id is known again. */
    private static final Duration HELD_AT_MOST = Duration.ofDays(10);

    /** A student doesn't say why another is away. */
    private static final Set<Status> OF_MONITORS = Set.of(Status.PRESENT, Status.ABSENT, Status.LATE, Status.EARLY);

    /**
     * @param clientId the phone's own name for this roll, or null: sent again, it counts once
     * @param heldMillis how long the phone has kept it, or null
     * @param reason why a roll that a teacher has called is called again
     */
    record Roll(String classId, List<Exception> exceptions, String clientId, Long heldMillis, String reason) {
        record Exception(String student, Status status, Integer minutesLate) {}
    }

    private final Services services;
    private final Guard guard;
    private final RollView view = new RollView();
    private final RollQueries rolls = new RollQueries();
    private final AuditStore audit = new AuditStore();

    RollRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/sessions/:id/roll").handler(this::roll);
        router.post("/api/v1/sessions/:id/roll").handler(Guard.small()).handler(this::take);
    }

    private void roll(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        SchoolNow.Moment moment = services.school().moment();
        Session session = session(ctx, moment);
        RollTaker taker = RollTaker.of(viewer, session, moment).orElseThrow(Problem::notFound);
        Reply.json(ctx, services.database().transact(connection -> {
            RollView.SessionRolls shown = taker.isMonitor()
                    ? view.ofMonitor(connection, session, taker.onlyClass(), moment)
                    : view.ofTeacher(connection, session, moment);
            audit.add(
                    connection,
                    List.of(new AuditStore.Read(
                            services.machineClock().instant(),
                            viewer.account(),
                            "GET /api/v1/sessions/{id}/roll",
                            shown.students())));
            return shown;
        }));
    }

    private void take(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        SchoolNow.Moment moment = services.school().moment();
        Session session = session(ctx, moment);
        RollTaker taker = RollTaker.of(viewer, session, moment).orElseThrow(Problem::notFound);
        Roll roll = checked(Body.read(ctx, Roll.class));
        if (!session.classes().contains(roll.classId()) || !taker.takes(roll.classId())) {
            throw Problem.field("classId", "该班不在本次课／not a class of this session")
                    .exception();
        }
        Instant opens = session.startsAt().minus(EARLY);
        if (!session.isHeld() || moment.now().isBefore(opens)) {
            throw Problem.of(409, "课次未开始或已取消／the session has not begun or is cancelled")
                    .exception();
        }
        Instant at = roll.heldMillis() == null ? moment.now() : moment.now().minusMillis(roll.heldMillis());
        List<Entry.Row> rows = rows(session.id(), roll, taker, at.isBefore(opens) ? opens : at);
        Reply.json(
                ctx,
                withReason(session, roll, taker)
                        .compose(checked -> services.journal().submit(new Entry.Facts(taker.source(), rows, null))));
    }

    private static Roll checked(Roll roll) {
        Body.required("classId", roll.classId());
        if (roll.clientId() != null && !roll.clientId().matches("[A-Za-z0-9-]{8,64}")) {
            throw Problem.field("clientId", "8–64 位字母、数字或连字符／8 to 64 letters, digits or hyphens")
                    .exception();
        }
        if (roll.heldMillis() != null && (roll.heldMillis() < 0 || roll.heldMillis() > HELD_AT_MOST.toMillis())) {
            throw Problem.field("heldMillis", "0–" + HELD_AT_MOST.toMillis()).exception();
        }
        if (roll.reason() != null && !isPlain(Body.text("reason", roll.reason(), LONGEST_REASON))) {
            throw Problem.field("reason", "含有控制字符／control characters in it").exception();
        }
        return roll;
    }

    /** Whoever calls a roll again that a teacher has called says why; the same roll sent again needs no reason. */
    private Future<Boolean> withReason(Session session, Roll roll, RollTaker taker) {
        if (taker.isMonitor() || roll.reason() != null) {
            return Future.succeededFuture(true);
        }
        return services.database().transact(connection -> {
            boolean isSignedAlready = rolls.callOf(connection, session.id(), roll.classId())
                    .filter(RollQueries.Call::isOfTeacher)
                    .isPresent();
            boolean isAgain = roll.clientId() != null
                    && rolls.isKnown(connection, taker.source().id(), rollId(roll));
            if (isSignedAlready && !isAgain) {
                throw Problem.field("reason", "更正须说明原因／a correction needs its reason")
                        .exception();
            }
            return true;
        });
    }

    private static String rollId(Roll roll) {
        return roll.clientId() + "/roll";
    }

    /** Exceptions first, so that a receipt's row numbers are those of the page; the roll call itself is the last row. */
    private static List<Entry.Row> rows(SessionId session, Roll roll, RollTaker taker, Instant at) {
        List<Roll.Exception> exceptions = roll.exceptions() == null ? List.of() : roll.exceptions();
        if (exceptions.size() > MOST_EXCEPTIONS) {
            throw Problem.field("exceptions", "过多／too many").exception();
        }
        List<Entry.Row> rows = new ArrayList<>();
        for (int i = 0; i < exceptions.size(); i++) {
            Roll.Exception one = exceptions.get(i);
            check(i, one, taker);
            int minutes = one.minutesLate() == null ? 0 : one.minutesLate();
            rows.add(new Entry.Row(
                    i + 1,
                    new Observation.Attendance(one.student(), session, one.status(), null, minutes, at),
                    roll.clientId() == null ? null : roll.clientId() + "/" + one.student()));
        }
        rows.add(new Entry.Row(
                exceptions.size() + 1,
                new Observation.RollCall(
                        session,
                        roll.classId(),
                        taker.person(),
                        Observation.RollCall.Mode.EXCEPTIONS,
                        roll.reason(),
                        at),
                roll.clientId() == null ? null : rollId(roll)));
        return rows;
    }

    private static void check(int index, Roll.Exception one, RollTaker taker) {
        if (one == null || one.student() == null || one.status() == null) {
            throw wrong(index, "student, status");
        }
        if (one.student().length() > LONGEST_ID || !isPlain(one.student())) {
            throw wrong(index, "student");
        }
        if (one.minutesLate() != null && (one.minutesLate() < 0 || one.minutesLate() > MOST_MINUTES)) {
            throw wrong(index, "minutesLate");
        }
        if (taker.isMonitor() && !OF_MONITORS.contains(one.status())) {
            throw wrong(index, "status");
        }
    }

    /** As the intake takes texts: what is kept must be read back. */
    private static boolean isPlain(String text) {
        return Body.isStorable(text) && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static ProblemException wrong(int index, String field) {
        Problem problem = Problem.field("exceptions." + index + "." + field, "字段有误／wrong field");
        return new Problem(
                        problem.type(), problem.title(), problem.status(), problem.detail(), problem.field(), index + 1)
                .exception();
    }

    private static Session session(RoutingContext ctx, SchoolNow.Moment moment) {
        return SessionId.parse(ctx.pathParam("id"))
                .flatMap(moment.school()::session)
                .orElseThrow(Problem::notFound);
    }
}
