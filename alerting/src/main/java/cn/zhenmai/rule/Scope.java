package cn.zhenmai.rule;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import java.util.Set;

/** Whom a rule is for. An empty set leaves nobody out; a subject without any such unit (the school) is always in. */
public record Scope(Set<String> colleges, Set<String> programs, Set<String> classes, Set<Integer> grades) {

    public static final Scope EVERYONE = new Scope(Set.of(), Set.of(), Set.of(), Set.of());

    public Scope {
        colleges = Set.copyOf(colleges);
        programs = Set.copyOf(programs);
        classes = Set.copyOf(classes);
        grades = Set.copyOf(grades);
    }

    /** Whether one of the classes is meant, or where nothing of it is known, the college. */
    public boolean contains(Set<String> ofClasses, String college, School school) {
        if (equals(EVERYONE)) {
            return true;
        }
        if (ofClasses.isEmpty()) {
            return college == null || colleges.isEmpty() || colleges.contains(college);
        }
        return ofClasses.stream().anyMatch(id -> contains(id, school));
    }

    private boolean contains(String id, School school) {
        Registry.AdministrativeClass known = school.administrativeClass(id).orElse(null);
        return (classes.isEmpty() || classes.contains(id))
                && (colleges.isEmpty() || colleges.contains(school.collegeOfClass(id)))
                && (programs.isEmpty() || known != null && programs.contains(known.program()))
                && (grades.isEmpty() || known != null && grades.contains(known.grade()));
    }
}
