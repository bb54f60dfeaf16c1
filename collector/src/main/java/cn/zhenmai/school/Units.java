package cn.zhenmai.school;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Campus;
import cn.zhenmai.school.Registry.College;
import cn.zhenmai.school.Registry.Course;
import cn.zhenmai.school.Registry.Group;
import cn.zhenmai.school.Registry.Indicator;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.Office;
import cn.zhenmai.school.Registry.Program;
import cn.zhenmai.school.Registry.Student;
import cn.zhenmai.school.Registry.Teacher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The registry's named things by id, and the two roll-up paths over them. */
record Units(
        Map<String, Campus> campuses,
        Map<String, College> colleges,
        Map<String, Office> offices,
        Map<String, Program> programs,
        Map<String, AdministrativeClass> classes,
        Map<String, Student> students,
        Map<String, Teacher> teachers,
        Map<String, Course> courses,
        Map<String, Offering> offerings,
        Map<String, Group> groups,
        Map<String, Indicator> indicators) {

    static Units of(Registry registry) {
        return new Units(
                byId(registry.campuses(), Campus::id),
                byId(registry.colleges(), College::id),
                byId(registry.offices(), Office::id),
                byId(registry.programs(), Program::id),
                byId(registry.classes(), AdministrativeClass::id),
                byId(registry.students(), Student::id),
                byId(registry.teachers(), Teacher::id),
                byId(registry.courses(), Course::id),
                byId(registry.offerings(), Offering::id),
                byId(registry.groups(), Group::id),
                byId(registry.indicators(), Indicator::id));
    }

    /** Class → program, or null. */
    String programOf(String classId) {
        AdministrativeClass found = classes.get(classId);
        return found == null ? null : found.program();
    }

    /** Class → program → college, or null. */
    String collegeOf(String classId) {
        Program program = programs.get(programOf(classId));
        return program == null ? null : program.college();
    }

    /** Course → teaching-research office → college that offers it, or null. */
    String collegeOfCourse(String courseId) {
        Course course = courses.get(courseId);
        Office office = course == null ? null : offices.get(course.office());
        return office == null ? null : office.college();
    }

    private static <T> Map<String, T> byId(List<T> rows, Function<T, String> id) {
        Map<String, T> found = new HashMap<>(rows.size() * 2);
        rows.forEach(row -> found.put(id.apply(row), row));
        return found;
    }
}
