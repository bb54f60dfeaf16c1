package cn.zhenmai.intake.file;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Span;
import cn.zhenmai.school.TableRow;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system's list of students as rows of students, classes, programs and colleges. What is registered already under its name keeps its
 * number; who stands in another class than before leaves that one on the day from which the list holds.
 */
final class StudentList {

    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)");
    private static final Set<String> STUDYING = Set.of("在读", "在校", "在籍", "正常", "有学籍", "注册学籍", "有", "是", "普通");
    /** As their own words in 学籍状态.csv. */
    private static final Map<String, String> AWAY = Map.of(
            "休学", "休学", "保留学籍", "休学", "参军", "参军", "入伍", "参军", "应征入伍", "参军", "实习", "岗位实习", "顶岗实习", "岗位实习", "岗位实习",
            "岗位实习", "退学", "离校");

    private final Registry registry;
    private final Names names;
    private final Tables tables;
    private final LocalDate from;
    private final Map<String, String> colleges = new HashMap<>();
    private final Map<String, String> programs = new HashMap<>();
    private final Map<String, String> campuses = new HashMap<>();
    private final Map<String, Registry.ClassMembership> memberships = new HashMap<>();

    /** {@code from}: the day from which the list holds. */
    StudentList(Registry registry, Names names, Tables tables, LocalDate from) {
        this.registry = registry;
        this.names = names;
        this.tables = tables;
        this.from = from;
        registry.colleges().forEach(one -> colleges.put(one.name(), one.id()));
        registry.programs().forEach(one -> programs.put(one.name(), one.id()));
        registry.campuses().forEach(one -> campuses.put(one.name(), one.id()));
        registry.memberships().stream()
                .filter(one -> one.valid().until() == null)
                .forEach(one -> memberships.put(one.student(), one));
    }

    void take(int row, Map<String, String> texts) {
        String student = texts.get("student");
        if (student == null) {
            tables.problem(row, "student", "缺少学号／no student number");
            return;
        }
        tables.add("student", row, "id", student, "name", texts.get("name"), "bornOn", texts.get("bornOn"));
        String classId = classId(row, texts);
        if (classId != null) {
            member(row, student, classId);
        }
        status(row, student, texts.get("status"));
    }

    private String classId(int row, Map<String, String> texts) {
        String name = texts.get("class");
        if (name == null) {
            tables.problem(row, "class", "缺少班级／no class");
            return null;
        }
        String known = texts.get("classId") != null && names.findClass(texts.get("classId")) != null
                ? texts.get("classId")
                : names.findClass(name);
        if (known != null) {
            return known;
        }
        String id = texts.getOrDefault("classId", name);
        String program = program(row, texts);
        Integer grade = grade(texts.get("grade"), name, texts.get("student"));
        if (program == null || grade == null) {
            tables.problem(
                    row,
                    program == null ? "program" : "grade",
                    "新班级须有专业和年级／a new class needs a program and a year of entry: " + name);
            return null;
        }
        tables.addOnce(
                "class",
                id,
                row,
                "id",
                id,
                "name",
                name,
                "program",
                program,
                "grade",
                grade.toString(),
                "campus",
                campuses.get(texts.getOrDefault("campus", "")));
        names.addClass(id, name);
        return id;
    }

    private String program(int row, Map<String, String> texts) {
        String name = texts.get("program");
        if (name == null) {
            return null;
        }
        String known = programs.get(name);
        if (known != null) {
            return known;
        }
        String college = college(row, texts);
        if (college == null) {
            tables.problem(row, "college", "新专业须有学院／a new program needs a college: " + name);
            return null;
        }
        String id = texts.getOrDefault("programId", name);
        tables.addOnce("program", id, row, "id", id, "name", name, "college", college);
        programs.put(name, id);
        return id;
    }

    private String college(int row, Map<String, String> texts) {
        String name = texts.get("college");
        if (name == null) {
            return null;
        }
        String known = colleges.get(name);
        if (known != null) {
            return known;
        }
        String id = texts.getOrDefault("collegeId", name);
        tables.addOnce("college", id, row, "id", id, "name", name);
        colleges.put(name, id);
        return id;
    }

    /** The year of entry: told, else in the class's name, else the first four digits of the student number. */
    private static Integer grade(String told, String className, String student) {
        for (String text : new String[] {told, className, student}) {
            Matcher year = YEAR.matcher(text == null ? "" : text);
            if (year.find() && (text != student || year.start() == 0)) {
                return Integer.valueOf(year.group(1));
            }
        }
        return null;
    }

    private void member(int row, String student, String classId) {
        Registry.ClassMembership known = memberships.get(student);
        if (known != null && known.classId().equals(classId)) {
            return;
        }
        if (known != null) {
            Map<String, String> ended = new LinkedHashMap<>();
            ended.put("student", student);
            ended.put("class", known.classId());
            ended.put("until", from.toString());
            if (known.valid().from() != null) {
                ended.put("from", known.valid().from().toString());
            }
            tables.add("membership", new TableRow(row, ended));
        }
        boolean isNew = known == null
                && registry.memberships().stream()
                        .noneMatch(one -> one.student().equals(student));
        tables.add("membership", row, "student", student, "class", classId, "from", isNew ? null : from.toString());
        memberships.put(student, new Registry.ClassMembership(student, classId, Span.ALWAYS));
    }

    private void status(int row, String student, String status) {
        if (status == null || STUDYING.contains(status)) {
            return;
        }
        String kind = AWAY.get(status);
        if (kind == null) {
            tables.problem(row, "status", "不认识的学籍状态／unknown status: " + status);
            return;
        }
        boolean known = registry.statuses().stream()
                .anyMatch(one -> one.student().equals(student) && one.valid().until() == null);
        if (!known) {
            tables.add("status", row, "student", student, "kind", kind, "from", from.toString());
        }
    }
}
