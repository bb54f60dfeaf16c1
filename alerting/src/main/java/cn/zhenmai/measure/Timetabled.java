package cn.zhenmai.measure;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A timetable's sessions of a day by the units that they are of; a day is sorted when it is first asked for. */
final class Timetabled {

    private final School school;
    /** Bounded by the timetable. */
    private final Map<LocalDate, Map<Subject, List<Session>>> days = new HashMap<>();

    Timetabled(School school) {
        this.school = school;
    }

    /** In order of start. */
    List<Session> of(Subject unit, LocalDate day) {
        return days.computeIfAbsent(day, this::sorted).getOrDefault(unit, List.of());
    }

    private Map<Subject, List<Session>> sorted(LocalDate day) {
        Map<Subject, List<Session>> byUnit = new HashMap<>();
        for (Session session : school.sessionsOn(day)) {
            for (Subject unit : units(session)) {
                byUnit.computeIfAbsent(unit, none -> new ArrayList<>(1)).add(session);
            }
        }
        return byUnit;
    }

    private Set<Subject> units(Session session) {
        Set<Subject> units = new LinkedHashSet<>();
        units.add(new Subject(Subject.Kind.SCHOOL, Subjects.SCHOOL));
        add(units, Subject.Kind.OFFERING, session.offering());
        add(units, Subject.Kind.TEACHER, session.teacher());
        for (String classId : session.classes()) {
            add(units, Subject.Kind.CLASS, classId);
            add(units, Subject.Kind.COLLEGE, school.collegeOfClass(classId));
            add(
                    units,
                    Subject.Kind.PROGRAM,
                    school.administrativeClass(classId)
                            .map(Registry.AdministrativeClass::program)
                            .orElse(null));
        }
        return units;
    }

    private static void add(Set<Subject> units, Subject.Kind kind, String id) {
        if (id != null) {
            units.add(new Subject(kind, id));
        }
    }
}
