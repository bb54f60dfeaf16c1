package cn.zhenmai.demo;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Campus;
import cn.zhenmai.school.Registry.ClassMembership;
import cn.zhenmai.school.Registry.College;
import cn.zhenmai.school.Registry.Course;
import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Registry.Group;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.Office;
import cn.zhenmai.school.Registry.PostHolder;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Registry.Program;
import cn.zhenmai.school.Registry.RollCallDeadline;
import cn.zhenmai.school.Registry.Slot;
import cn.zhenmai.school.Registry.Student;
import cn.zhenmai.school.Registry.StudentStatus;
import cn.zhenmai.school.Registry.Teacher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A registry while it is being drawn up. */
final class Draft {

    final List<Campus> campuses = new ArrayList<>();
    final List<College> colleges = new ArrayList<>();
    final List<Office> offices = new ArrayList<>();
    final List<Program> programs = new ArrayList<>();
    final List<AdministrativeClass> classes = new ArrayList<>();
    final List<Student> students = new ArrayList<>();
    final List<ClassMembership> memberships = new ArrayList<>();
    final List<StudentStatus> statuses = new ArrayList<>();
    final List<Teacher> teachers = new ArrayList<>();
    final List<PostHolder> posts = new ArrayList<>();
    final Map<String, Course> courses = new TreeMap<>();
    final List<Offering> offerings = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    final List<EnrolmentException> enrolments = new ArrayList<>();
    final List<PracticeWeek> practiceWeeks = new ArrayList<>();
    final List<Slot> slots = new ArrayList<>();
    final List<RollCallDeadline> deadlines = new ArrayList<>();

    /** Members of each class, by class id. */
    final Map<String, List<String>> members = new TreeMap<>();

    List<Teacher> teachersOf(String office) {
        return teachers.stream().filter(t -> office.equals(t.office())).toList();
    }

    Registry registry() {
        return new Registry(
                campuses,
                colleges,
                offices,
                programs,
                classes,
                students,
                memberships,
                statuses,
                teachers,
                posts,
                List.copyOf(courses.values()),
                offerings,
                groups,
                enrolments,
                DemoCalendar.terms(),
                DemoCalendar.months(),
                DemoCalendar.bells(),
                DemoCalendar.daysOff(),
                DemoCalendar.makeUpDays(),
                practiceWeeks,
                slots,
                List.of(),
                deadlines,
                List.of(),
                List.of());
    }
}
