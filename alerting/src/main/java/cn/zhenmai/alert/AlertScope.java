package cn.zhenmai.alert;

import java.util.Set;

/**
 * Whose alerts a person may read. Any one of the parts lets an alert through; with nothing in it, nothing is seen.
 *
 * @param students members now of the person's classes: open alerts follow the student, whatever class they opened in
 * @param classes reads alerts that are about no student, and ended ones, by the classes they concerned when they opened
 * @param teachers alerts about what these hold
 */
public record AlertScope(
        boolean everything, Set<String> students, Set<String> classes, Set<String> colleges, Set<String> teachers) {

    public static final AlertScope EVERYTHING = new AlertScope(true, Set.of(), Set.of(), Set.of(), Set.of());

    public static AlertScope ofClasses(Set<String> classes, Set<String> students) {
        return new AlertScope(false, students, classes, Set.of(), Set.of());
    }

    public static AlertScope ofColleges(Set<String> colleges) {
        return new AlertScope(false, Set.of(), Set.of(), colleges, Set.of());
    }

    public static AlertScope ofTeacher(String teacher) {
        return new AlertScope(false, Set.of(), Set.of(), Set.of(), Set.of(teacher));
    }
}
