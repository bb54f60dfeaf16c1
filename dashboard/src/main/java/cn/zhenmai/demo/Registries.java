package cn.zhenmai.demo;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Registry.ClassMembership;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The edits that the stories make. Each is the same when it is made twice. */
final class Registries {

    private Registries() {}

    static Registry with(Registry of, Offering offering, PracticeWeek week) {
        return copy(of, of.memberships(), plus(of.offerings(), offering), plus(of.practiceWeeks(), week));
    }

    /** From that day on the student belongs to the other class. */
    static Registry moved(Registry of, String student, String toClass, LocalDate on) {
        List<ClassMembership> memberships = new ArrayList<>();
        for (ClassMembership each : of.memberships()) {
            boolean leaves = each.student().equals(student)
                    && each.valid().until() == null
                    && !each.classId().equals(toClass);
            memberships.add(
                    leaves
                            ? new ClassMembership(
                                    student,
                                    each.classId(),
                                    new Span(each.valid().from(), on))
                            : each);
        }
        return copy(
                of,
                plus(memberships, new ClassMembership(student, toClass, new Span(on, null))),
                of.offerings(),
                of.practiceWeeks());
    }

    private static <T> List<T> plus(List<T> rows, T row) {
        List<T> more = new ArrayList<>(rows);
        if (!rows.contains(row)) {
            more.add(row);
        }
        return more;
    }

    private static Registry copy(
            Registry of,
            List<ClassMembership> memberships,
            List<Offering> offerings,
            List<PracticeWeek> practiceWeeks) {
        return new Registry(
                of.campuses(),
                of.colleges(),
                of.offices(),
                of.programs(),
                of.classes(),
                of.students(),
                memberships,
                of.statuses(),
                of.teachers(),
                of.posts(),
                of.courses(),
                offerings,
                of.groups(),
                of.enrolments(),
                of.terms(),
                of.months(),
                of.bells(),
                of.daysOff(),
                of.makeUpDays(),
                practiceWeeks,
                of.slots(),
                of.changeOrders(),
                of.deadlines(),
                of.indicators(),
                of.leavePolicies());
    }
}
