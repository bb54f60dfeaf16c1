package cn.zhenmai.access;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Post;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which persons and lessons a viewer may see, by the posts that hold on one day. A wall device and an account without a post see
 * nobody.
 *
 * @param whole the whole school; the sets are then not asked
 * @param classes administrative classes whose students are seen
 * @param teacher whose own sessions and offerings are seen, or null
 */
public record Scope(boolean whole, Set<String> classes, String teacher) {

    public static final Scope NOTHING = new Scope(false, Set.of(), null);

    /** The scope that the account's roles and posts give on that day. */
    public static Scope of(Identity who, School school, LocalDate today) {
        if (who.is(Role.LEADER) || who.is(Role.QUALITY_OFFICE) || who.is(Role.ADMIN)) {
            return new Scope(true, Set.of(), who.is(Role.TEACHER) ? who.teacherId() : null);
        }
        if (who.teacherId() == null) {
            return NOTHING;
        }
        Set<String> classes = new TreeSet<>();
        if (who.is(Role.COUNSELOR)) {
            classes.addAll(school.unitsOf(who.teacherId(), Post.COUNSELOR, today));
        }
        if (who.is(Role.CLASS_TEACHER)) {
            classes.addAll(school.unitsOf(who.teacherId(), Post.CLASS_TEACHER, today));
        }
        if (who.is(Role.COLLEGE)) {
            classes.addAll(classesOf(who.teacherId(), school, today));
        }
        return new Scope(false, Set.copyOf(classes), who.is(Role.TEACHER) ? who.teacherId() : null);
    }

    private static Set<String> classesOf(String head, School school, LocalDate today) {
        Set<String> colleges = new TreeSet<>(school.unitsOf(head, Post.COLLEGE_HEAD, today));
        colleges.addAll(school.unitsOf(head, Post.STUDENT_AFFAIRS, today));
        Set<String> classes = new TreeSet<>();
        for (AdministrativeClass one : school.registry().classes()) {
            String college = school.collegeOfClass(one.id());
            if (college != null && colleges.contains(college)) {
                classes.add(one.id());
            }
        }
        return classes;
    }

    public boolean seesClass(String classId) {
        return whole || (classId != null && classes.contains(classId));
    }

    public boolean seesAnyClass(Collection<String> some) {
        return whole || some.stream().anyMatch(classes::contains);
    }

    /** By the class that the student is in on that day, not the one of the time of the fact. */
    public boolean seesStudent(String student, School school, LocalDate today) {
        return whole
                || (!classes.isEmpty()
                        && school.classOf(student, today)
                                .filter(own -> classes.contains(own.id()))
                                .isPresent());
    }

    /** Whether the viewer holds the session, after substitution. */
    public boolean teaches(Session session) {
        return teacher != null && session.teachers().contains(teacher);
    }

    /** Whether the viewer is registered as a teacher of the offering. */
    public boolean teaches(String offering, School school) {
        return teacher != null
                && offering != null
                && school.offering(offering)
                        .filter(one -> one.teachers().contains(teacher))
                        .isPresent();
    }
}
