package cn.zhenmai.measure;

import cn.zhenmai.school.Registry;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The days on which students change their administrative class, so that an open alert can follow on that day. */
final class ClassMoves {

    private final Map<String, TreeSet<LocalDate>> days = new HashMap<>();

    ClassMoves(Registry registry) {
        for (Registry.ClassMembership membership : registry.memberships()) {
            add(membership.student(), membership.valid().from());
            add(membership.student(), membership.valid().until());
        }
    }

    private void add(String student, LocalDate day) {
        if (day != null) {
            days.computeIfAbsent(student, none -> new TreeSet<>()).add(day);
        }
    }

    /** The first such day after {@code day}, or null. */
    LocalDate next(String student, LocalDate day) {
        TreeSet<LocalDate> of = days.get(student);
        return of == null ? null : of.higher(day);
    }
}
