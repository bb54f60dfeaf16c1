package cn.zhenmai.http;

import cn.zhenmai.access.Role;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.Source;
import cn.zhenmai.view.SchoolNow;
import java.util.Optional;

/**
 * Who takes a roll: a teacher of the session, or the monitor of one class on that day, whose word is weaker until a teacher signs it.
 *
 * @param person the teacher's or the student's id
 * @param onlyClass the monitor's own class; null = all classes of the session
 */
record RollTaker(String person, Source source, String onlyClass) {

    /** Empty: the session is none of the viewer's. */
    static Optional<RollTaker> of(Viewer viewer, Session session, SchoolNow.Moment moment) {
        String person = viewer.teacherId();
        if (viewer.scope().teaches(session)) {
            return Optional.of(new RollTaker(person, Source.teacher(person), null));
        }
        if (!viewer.roles().contains(Role.MONITOR) || !session.heldOn().equals(moment.today())) {
            return Optional.empty();
        }
        return moment.school()
                .classOf(person, session.heldOn())
                .map(Registry.AdministrativeClass::id)
                .filter(session.classes()::contains)
                .map(own -> new RollTaker(person, Source.monitor(person), own));
    }

    boolean isMonitor() {
        return onlyClass != null;
    }

    boolean takes(String classId) {
        return onlyClass == null || onlyClass.equals(classId);
    }
}
