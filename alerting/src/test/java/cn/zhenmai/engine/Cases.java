package cn.zhenmai.engine;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Registry edits that the tests make. */
final class Cases {

    private Cases() {}

    private static RegistryBuilder copy(Registry of) {
        RegistryBuilder b = new RegistryBuilder();
        b.campuses.addAll(of.campuses());
        b.colleges.addAll(of.colleges());
        b.offices.addAll(of.offices());
        b.programs.addAll(of.programs());
        b.classes.addAll(of.classes());
        b.students.addAll(of.students());
        b.memberships.addAll(of.memberships());
        b.statuses.addAll(of.statuses());
        b.teachers.addAll(of.teachers());
        b.posts.addAll(of.posts());
        b.courses.addAll(of.courses());
        b.offerings.addAll(of.offerings());
        b.groups.addAll(of.groups());
        b.enrolments.addAll(of.enrolments());
        b.terms.addAll(of.terms());
        b.months.addAll(of.months());
        b.bells.addAll(of.bells());
        b.daysOff.addAll(of.daysOff());
        b.makeUpDays.addAll(of.makeUpDays());
        b.practiceWeeks.addAll(of.practiceWeeks());
        b.slots.addAll(of.slots());
        b.changeOrders.addAll(of.changeOrders());
        b.deadlines.addAll(of.deadlines());
        return b;
    }

    static Registry cancelled(Registry of, SessionId session) {
        RegistryBuilder b = copy(of);
        b.changeOrders.add(new Registry.ChangeOrder(
                "X" + b.changeOrders.size(),
                session.toString(),
                Registry.ChangeOrder.Kind.CANCEL,
                null,
                0,
                null,
                null,
                "停课"));
        return b.registry();
    }

    /** The owner's lessons are no longer in the timetable. */
    static Registry withoutLessons(Registry of, String owner) {
        RegistryBuilder b = copy(of);
        b.slots.removeIf(slot -> slot.owner().equals(owner));
        return b.registry();
    }

    static Registry moved(Registry of, SessionId session, LocalDate day, int firstPeriod) {
        RegistryBuilder b = copy(of);
        b.changeOrders.add(new Registry.ChangeOrder(
                "X" + b.changeOrders.size(),
                session.toString(),
                Registry.ChangeOrder.Kind.MOVE,
                day,
                firstPeriod,
                null,
                null,
                "调课"));
        return b.registry();
    }

    /** The student changes to the class from the day on. */
    static Registry transferred(Registry of, String student, String classId, LocalDate from) {
        RegistryBuilder b = copy(of);
        List<Registry.ClassMembership> before = new ArrayList<>(b.memberships);
        b.memberships.clear();
        for (Registry.ClassMembership held : before) {
            boolean ends = held.student().equals(student) && held.valid().contains(from);
            b.memberships.add(
                    ends
                            ? new Registry.ClassMembership(
                                    student,
                                    held.classId(),
                                    new Span(held.valid().from(), from))
                            : held);
        }
        b.memberships.add(new Registry.ClassMembership(student, classId, new Span(from, null)));
        return b.registry();
    }
}
