package cn.zhenmai.view;

import cn.zhenmai.school.Session;
import cn.zhenmai.store.RollQueries;
import cn.zhenmai.store.RollQueries.Roll;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A teacher's or a monitor's own sessions of a day. Blocks; joins the caller's transaction. */
public final class TeacherView {

    public record Day(LocalDate date, Instant now, String periodLabel, List<OwnSession> sessions) {}

    public record OwnSession(
            String session,
            String course,
            List<String> classNames,
            String periods,
            Instant startsAt,
            Instant endsAt,
            String room,
            Session.State state,
            List<OwnRoll> rolls) {}

    /** {@code unsigned}: a monitor has called it, no teacher yet. */
    public record OwnRoll(String classId, String className, boolean called, boolean unsigned) {}

    /** A session of the viewer; {@code onlyClass} null = with all its classes. */
    public record Own(Session session, String onlyClass) {}

    private final RollQueries rolls = new RollQueries();

    /** The own sessions of that day, cancelled ones included. */
    public Day day(Connection connection, List<Own> own, LocalDate day, SchoolNow.Moment moment) throws SQLException {
        Names names = new Names(moment.school());
        List<Session> sessions = own.stream().map(Own::session).toList();
        Set<Roll> called = rolls.called(connection, sessions);
        Set<Roll> unsigned = rolls.unsigned(connection, sessions);
        return new Day(
                day,
                moment.now(),
                moment.school().periodLabel(moment.now()),
                own.stream().map(one -> line(one, called, unsigned, names)).toList());
    }

    private static OwnSession line(Own own, Set<Roll> called, Set<Roll> unsigned, Names names) {
        Session session = own.session();
        List<OwnRoll> rolls = session.classes().stream()
                .filter(classId -> own.onlyClass() == null || own.onlyClass().equals(classId))
                .sorted()
                .map(classId -> {
                    Roll roll = new Roll(session.id().toString(), classId);
                    return new OwnRoll(classId, names.classOf(classId), called.contains(roll), unsigned.contains(roll));
                })
                .toList();
        return new OwnSession(
                session.id().toString(),
                names.course(session),
                rolls.stream().map(OwnRoll::className).toList(),
                Labels.periods(session),
                session.startsAt(),
                session.endsAt(),
                session.room(),
                session.state(),
                rolls);
    }
}
