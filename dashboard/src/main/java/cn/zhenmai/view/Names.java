package cn.zhenmai.view;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.util.Optional;

/** Names of what ids stand for; an id that is no longer registered stands for itself. */
record Names(School school) {

    String student(String id) {
        return school.student(id).map(Registry.Student::name).orElse(id);
    }

    String teacher(String id) {
        return id == null
                ? null
                : school.teacher(id).map(Registry.Teacher::name).orElse(id);
    }

    String classOf(String id) {
        return id == null
                ? null
                : school.administrativeClass(id)
                        .map(Registry.AdministrativeClass::name)
                        .orElse(id);
    }

    /** The course of an offering, null for none. */
    String course(String offering) {
        return offering == null
                ? null
                : school.offering(offering)
                        .flatMap(found -> school.course(found.course()))
                        .map(Registry.Course::name)
                        .orElse(offering);
    }

    /** The course, or the group whose session it is. */
    String course(Session session) {
        if (session.offering() != null) {
            return course(session.offering());
        }
        String owner = session.id().owner();
        return school.registry().groups().stream()
                .filter(group -> group.id().equals(owner))
                .findFirst()
                .map(Registry.Group::name)
                .orElse(owner);
    }

    Optional<Session> session(String id) {
        return id == null ? Optional.empty() : SessionId.parse(id).flatMap(school::session);
    }

    /** "10-12 周一 3–4节" of a session, null for none. */
    String occasion(String session) {
        return session(session)
                .map(found -> Labels.occasion(found.heldOn(), found.firstPeriod(), found.periods()))
                .orElse(null);
    }
}
