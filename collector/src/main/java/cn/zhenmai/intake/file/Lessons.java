package cn.zhenmai.intake.file;

import cn.zhenmai.school.CourseTime;
import cn.zhenmai.school.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Lessons of a timetable, put together into offerings with their lines, practice weeks and exceptions. */
final class Lessons {

    /** Periods that a day of a practice week counts as, where the timetable doesn't say. */
    private static final String PRACTICE_PERIODS = "6";

    private final Tables tables;
    private final String term;
    private final Map<String, String> coursesByName = new HashMap<>();
    private final Set<String> terms = new LinkedHashSet<>();
    private final Set<String> courseIds = new LinkedHashSet<>();
    private final List<Lesson> lessons = new ArrayList<>();

    /** {@code term}: of lessons that name none that is registered. */
    Lessons(Registry registry, Tables tables, String term) {
        this.tables = tables;
        this.term = term;
        registry.terms().forEach(known -> terms.add(known.id()));
        registry.courses().forEach(course -> {
            coursesByName.put(course.name(), course.id());
            courseIds.add(course.id());
        });
    }

    void add(Lesson lesson) {
        lessons.add(lesson);
    }

    /** Offerings of the timetables of single classes have no number: the same occasion in two of them is one. */
    void end() {
        Map<String, List<Lesson>> offerings = new LinkedHashMap<>();
        Map<String, TreeSet<String>> occasions = new LinkedHashMap<>();
        for (Lesson lesson : lessons) {
            if (lesson.offering() == null) {
                occasions
                        .computeIfAbsent(lesson.occasion(), o -> new TreeSet<>())
                        .addAll(lesson.taught().classes());
            }
        }
        for (Lesson lesson : lessons) {
            String id = lesson.offering() != null
                    ? lesson.offering()
                    : idOf(lesson, String.join("+", occasions.get(lesson.occasion())));
            offerings.computeIfAbsent(id, i -> new ArrayList<>()).add(lesson);
        }
        offerings.forEach(this::offering);
    }

    /** The same course, teachers and classes in the same term always have the same name. */
    private String idOf(Lesson lesson, String classes) {
        return courseId(lesson.course()) + "-" + termOf(lesson) + "-" + classes
                + (lesson.teachers().isEmpty() ? "" : "-" + String.join("+", lesson.teachers()));
    }

    private String courseId(CourseText course) {
        return course.code() != null ? course.code() : coursesByName.getOrDefault(course.name(), course.name());
    }

    private String termOf(Lesson lesson) {
        return terms.contains(lesson.term()) ? lesson.term() : term;
    }

    private void offering(String id, List<Lesson> parts) {
        Lesson first = parts.get(0);
        String course = courseId(first.course());
        if (courseIds.add(course)) {
            tables.addOnce(
                    "course",
                    course,
                    first.row(),
                    "id",
                    course,
                    "name",
                    first.course().name());
        }
        Set<String> classes = new TreeSet<>();
        Set<String> teachers = new LinkedHashSet<>();
        int hours = 0;
        for (Lesson part : parts) {
            classes.addAll(part.taught().classes());
            teachers.addAll(part.teachers());
            hours = Math.max(hours, part.hours());
        }
        tables.add(
                "offering",
                first.row(),
                "id",
                id,
                "course",
                course,
                "term",
                termOf(first),
                "classes",
                String.join(";", classes),
                "teachers",
                String.join(";", teachers),
                "plannedPeriods",
                hours == 0 ? null : Integer.toString(hours));
        Set<String> seen = new LinkedHashSet<>();
        for (Lesson part : parts) {
            for (TeachingClass.Exception one : part.taught().exceptions()) {
                tables.addOnce(
                        "enrolment",
                        one.student() + "|" + id,
                        part.row(),
                        "student",
                        one.student(),
                        "offering",
                        id,
                        "kind",
                        one.kind());
            }
            boolean ownTeachers = !part.teachers().equals(List.copyOf(teachers));
            for (int i = 0; i < part.times().size(); i++) {
                time(id, part, i, ownTeachers, classes, seen);
            }
        }
    }

    private void time(String id, Lesson part, int index, boolean ownTeachers, Set<String> classes, Set<String> seen) {
        CourseTime time = part.times().get(index);
        if (time.weekday() == null) {
            for (String classId : classes) {
                for (int week : time.weeks()) {
                    tables.addOnce(
                            "practiceWeek",
                            classId + "|" + week,
                            part.row(),
                            "class",
                            classId,
                            "term",
                            termOf(part),
                            "week",
                            Integer.toString(week),
                            "offering",
                            id,
                            "periodsPerDay",
                            PRACTICE_PERIODS);
                }
            }
        } else if (seen.add(time.weekdayText() + time.periods() + time.weeksText())) {
            tables.add(
                    "slot",
                    part.row(),
                    "owner",
                    id,
                    "weekday",
                    time.weekdayText(),
                    "firstPeriod",
                    Integer.toString(time.periods().first()),
                    "periods",
                    Integer.toString(time.periods().count()),
                    "weeks",
                    time.weeksText(),
                    "teachers",
                    ownTeachers ? String.join(";", part.teachers()) : null,
                    "room",
                    part.room(index));
        }
    }
}
