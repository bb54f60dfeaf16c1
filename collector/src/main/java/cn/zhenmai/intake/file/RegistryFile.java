package cn.zhenmai.intake.file;

import cn.zhenmai.school.Problem;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryFiles;
import cn.zhenmai.school.RegistryRows;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.TableRow;
import cn.zhenmai.sheet.SheetFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A file for tables of the registry, against the registry that holds: what it makes of it and what is wrong. Pure but for the reading. */
final class RegistryFile {

    private static final int KEPT_SESSIONS = 200;
    /** Rows that only follow from bad ones are found one after the other; a chain longer than this is no table. */
    private static final int MOST_ROUNDS = 10;

    private static final Set<String> CLASS_COLUMNS = Set.of("class", "classes", "roll");
    private static final Set<String> TEACHER_COLUMNS = Set.of("teacher", "teachers", "newTeacher");

    private final byte[] bytes;
    private final String file;
    private final Target target;
    private final Settings settings;
    private final Names.Aliases aliases;
    private final LocalDate today;

    /** What came of it: the registry with the file in it, whether that can be taken, and the report. */
    record Outcome(Registry registry, boolean holds, Report report) {}

    RegistryFile(byte[] bytes, String file, Target target, Settings settings, Names.Aliases aliases, LocalDate today) {
        this.bytes = bytes;
        this.file = file;
        this.target = target;
        this.settings = settings;
        this.aliases = aliases;
        this.today = today;
    }

    Outcome against(Registry base) {
        Findings findings = new Findings();
        FileReading reading = new FileReading(target, settings.columns(), findings);
        Tables tables = new Tables(file);
        int rows = read(base, reading, findings, tables);
        boolean whole = settings.whole() && target.kind() == Target.Kind.TABLE;
        Set<Integer> bad = tables.problems().stream().map(Problem::row).collect(Collectors.toCollection(HashSet::new));
        Set<Integer> worse = new HashSet<>();
        tables.problems().forEach(one -> findings.problem(one.row(), one.field(), one.message()));
        RegistryFiles.Result result = RegistryFiles.merge(file, tables.without(bad, worse), base, whole);
        result.problems().forEach(one -> findings.problem(one.row(), one.field(), one.message()));
        for (int round = 0; settings.rowWise() && !result.problems().isEmpty() && round < MOST_ROUNDS; round++) {
            result.problems().stream()
                    .map(Problem::row)
                    .filter(row -> !bad.add(row))
                    .forEach(worse::add);
            result = RegistryFiles.merge(file, tables.without(bad, worse), base, whole);
        }
        boolean isReadable = settings.rowWise() ? !findings.isOfFile() : findings.problemCount() == 0;
        boolean holds = result.problems().isEmpty() && isReadable;
        Registry after = result.registry();
        Map<String, Integer> counts = counts(RegistryRows.diff(base, after));
        List<Session> sessions = target.id().equals(Targets.TIMETABLE) ? sessions(after, tables) : List.of();
        List<Report.Held> held = sessions.stream()
                .limit(KEPT_SESSIONS)
                .map(one -> held(one, after))
                .toList();
        return new Outcome(after, holds, reading.report(rows, counts, held, sessions.size()));
    }

    private int read(Registry base, FileReading reading, Findings findings, Tables tables) {
        Names names = new Names(base, aliases);
        switch (target.id()) {
            case Targets.STUDENT_LIST -> {
                LocalDate from = settings.validFrom() == null ? today : settings.validFrom();
                StudentList list = new StudentList(base, names, tables, from);
                reading.read(bytes, (row, texts) -> {
                    findings.row(row, texts);
                    list.take(row, texts);
                });
                return reading.rows();
            }
            case Targets.TIMETABLE -> {
                return timetable(base, names, reading, findings, tables);
            }
            default -> {
                reading.read(bytes, (row, texts) -> {
                    findings.row(row, texts);
                    tables.add(target.id(), new TableRow(row, named(row, texts, names, tables)));
                });
                return reading.rows();
            }
        }
    }

    /** First as a grid; what has no head of weekdays is a list. */
    private int timetable(Registry base, Names names, FileReading reading, Findings findings, Tables tables) {
        String term = settings.term() == null ? running(base) : settings.term();
        if (term == null) {
            findings.problem(0, "term", "先登记学期／register the term first");
            term = "";
        }
        Lessons lessons = new Lessons(base, tables, term);
        TimetableGrid grid = new TimetableGrid(names, tables, lessons);
        SheetFile.Kind kind = SheetFile.read(bytes, grid::row);
        if (grid.grids() > 0) {
            reading.grid(kind);
            lessons.end();
            preview(findings, tables);
            if (grid.taken() == 0 && tables.problems().isEmpty()) {
                findings.problem(0, null, "课表中没有课／no lesson in the timetable");
            }
            return grid.taken();
        }
        TimetableList list = new TimetableList(names, tables, lessons);
        reading.read(bytes, (row, texts) -> {
            findings.row(row, texts);
            list.take(row, texts);
        });
        lessons.end();
        return reading.rows();
    }

    private static void preview(Findings findings, Tables tables) {
        tables.rows().getOrDefault("slot", List.of()).forEach(slot -> findings.row(slot.number(), slot.texts()));
    }

    /** The term that runs today, else the next one, else the last. */
    private String running(Registry base) {
        return base.terms().stream()
                .min(Comparator.comparing((Registry.Term term) -> {
                            LocalDate end = term.firstMonday().plusWeeks(term.weeks());
                            return end.isBefore(today) ? 1 : 0;
                        })
                        .thenComparing(Registry.Term::firstMonday))
                .map(Registry.Term::id)
                .orElse(null);
    }

    /** Classes and teachers may be called by their names in any table. */
    private Map<String, String> named(int row, Map<String, String> texts, Names names, Tables tables) {
        Map<String, String> named = new LinkedHashMap<>(texts);
        named.replaceAll((column, text) -> {
            boolean ofClass = CLASS_COLUMNS.contains(column);
            if (!ofClass && !TEACHER_COLUMNS.contains(column)) {
                return text;
            }
            List<String> ids = new ArrayList<>();
            for (String one : text.split("[;；]")) {
                ids.add(ofClass ? aliased(one.strip(), names) : teacher(row, column, one.strip(), names, tables));
            }
            return String.join(";", ids);
        });
        return named;
    }

    private static String aliased(String said, Names names) {
        String known = names.findClass(said);
        return known == null ? said : known;
    }

    private static String teacher(int row, String column, String said, Names names, Tables tables) {
        try {
            return names.teacher(said);
        } catch (IllegalArgumentException unknown) {
            tables.problem(row, column, unknown.getMessage());
            return said;
        }
    }

    private static Map<String, Integer> counts(RegistryRows.Diff diff) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("added", diff.added().size());
        counts.put("changed", diff.changed().size());
        counts.put("ended", diff.ended().size());
        return counts;
    }

    private static List<Session> sessions(Registry registry, Tables tables) {
        Set<String> offerings = tables.rows().getOrDefault("offering", List.of()).stream()
                .map(row -> row.texts().get("id"))
                .collect(Collectors.toSet());
        return School.of(registry).sessions().stream()
                .filter(session -> offerings.contains(session.id().owner()))
                .sorted(Comparator.comparing(Session::startsAt)
                        .thenComparing(session -> session.id().toString()))
                .toList();
    }

    private static Report.Held held(Session session, Registry registry) {
        String course = registry.courses().stream()
                .filter(one -> one.id().equals(session.course()))
                .map(Registry.Course::name)
                .findFirst()
                .orElse(session.id().owner());
        return new Report.Held(
                session.id().toString(),
                session.heldOn() + " " + session.firstPeriod() + "+" + session.periods(),
                course,
                session.classes().stream().sorted().toList(),
                session.teachers(),
                session.room());
    }
}
