package cn.zhenmai.rule;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import java.util.List;
import java.util.Set;

/**
 * Whom a rule is for. An empty set leaves nobody out; a subject without any such unit (the school, a student without a class) is that of
 * the rule for everyone.
 *
 * @param except whom another rule is for instead: overrides of a college or a program
 */
public record Scope(
        Set<String> colleges, Set<String> programs, Set<String> classes, Set<Integer> grades, List<Scope> except) {

    public static final Scope EVERYONE = new Scope(Set.of(), Set.of(), Set.of(), Set.of());

    public Scope {
        colleges = Set.copyOf(colleges);
        programs = Set.copyOf(programs);
        classes = Set.copyOf(classes);
        grades = Set.copyOf(grades);
        except = List.copyOf(except);
    }

    public Scope(Set<String> colleges, Set<String> programs, Set<String> classes, Set<Integer> grades) {
        this(colleges, programs, classes, grades, List.of());
    }

    Scope except(List<Scope> others) {
        return new Scope(colleges, programs, classes, grades, others);
    }

    /** What it leaves open is as in the wider one. */
    Scope within(Scope wider) {
        return new Scope(
                colleges.isEmpty() ? wider.colleges : colleges,
                programs.isEmpty() ? wider.programs : programs,
                classes.isEmpty() ? wider.classes : classes,
                grades.isEmpty() ? wider.grades : grades);
    }

    /** A class is narrower than a grade, that than a program, and that than a college. */
    boolean isNarrowerThan(Scope other) {
        return narrowness() > other.narrowness();
    }

    private int narrowness() {
        return (classes.isEmpty() ? 0 : 8)
                + (programs.isEmpty() ? 0 : 4)
                + (grades.isEmpty() ? 0 : 2)
                + (colleges.isEmpty() ? 0 : 1);
    }

    /** Whether one of the classes is meant, or where nothing of it is known, the college. */
    public boolean contains(Set<String> ofClasses, String college, School school) {
        if (equals(EVERYONE)) {
            return true;
        }
        if (ofClasses.isEmpty()) {
            return college == null
                    ? isOpen()
                    : names(college) && except.stream().noneMatch(other -> other.names(college));
        }
        return ofClasses.stream().anyMatch(id -> contains(id, school))
                && except.stream().noneMatch(other -> other.contains(ofClasses, college, school));
    }

    /** Whether a whole program is meant. */
    public boolean containsProgram(String program, School school) {
        return namesProgram(program, school) && except.stream().noneMatch(other -> other.namesProgram(program, school));
    }

    private boolean namesProgram(String program, School school) {
        String college = school.program(program).map(Registry.Program::college).orElse(null);
        return classes.isEmpty()
                && grades.isEmpty()
                && (programs.isEmpty() || programs.contains(program))
                && (colleges.isEmpty() || colleges.contains(college));
    }

    /** Whether it leaves nobody out but for the exceptions. */
    private boolean isOpen() {
        return classes.isEmpty() && programs.isEmpty() && grades.isEmpty() && colleges.isEmpty();
    }

    /** Whether a whole college is meant. */
    private boolean names(String college) {
        return classes.isEmpty()
                && programs.isEmpty()
                && grades.isEmpty()
                && (colleges.isEmpty() || colleges.contains(college));
    }

    private boolean contains(String id, School school) {
        Registry.AdministrativeClass known = school.administrativeClass(id).orElse(null);
        return (classes.isEmpty() || classes.contains(id))
                && (colleges.isEmpty() || colleges.contains(school.collegeOfClass(id)))
                && (programs.isEmpty() || known != null && programs.contains(known.program()))
                && (grades.isEmpty() || known != null && grades.contains(known.grade()));
    }
}
