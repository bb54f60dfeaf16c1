package cn.zhenmai.demo;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Course;
import cn.zhenmai.school.Registry.Group;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Registry.Slot;
import cn.zhenmai.school.Registry.Teacher;
import cn.zhenmai.school.Session;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Courses, offerings, and a timetable in which no class, teacher or room is in two places at once. */
final class DemoTimetable {

    /** One course for one teaching class, not yet in the timetable. */
    private record Wish(String office, String course, List<AdministrativeClass> classes, int pairsAWeek) {
        String campus() {
            return classes.get(0).campus();
        }

        int grade() {
            return classes.get(0).grade();
        }
    }

    private static final int NEWEST_GRADE = 2026;
    private static final int PRACTICE_DAY_PERIODS = 6;
    private static final int EVENING_PERIOD = 9;
    private static final int EVENING_WEEKS = 17;

    private final Draft draft;
    private final Dice dice;
    private final WeekGrid grid;
    private final Map<String, Integer> load = new HashMap<>();
    private final Map<String, Integer> numbers = new TreeMap<>();

    DemoTimetable(Draft draft, long seed) {
        this.draft = draft;
        this.dice = Dice.of(seed, "timetable");
        this.grid = new WeekGrid(dice);
    }

    void fill() {
        List<Wish> wishes = new ArrayList<>();
        Catalogue.PUBLIC_COURSES.forEach(course -> publicCourse(course, wishes));
        Catalogue.UNITS.forEach(unit -> professional(unit, wishes));
        dice.shuffle(wishes);
        // What concerns most people is hardest to place.
        wishes.sort(Comparator.comparingInt((Wish w) -> -w.classes().size() * 10 - w.pairsAWeek()));
        wishes.forEach(this::place);
        Catalogue.UNITS.forEach(this::practiceWeeks);
        eveningStudy();
    }

    private static int year(AdministrativeClass of) {
        return NEWEST_GRADE - of.grade() + 1;
    }

    private void publicCourse(Catalogue.Public course, List<Wish> wishes) {
        Map<String, List<AdministrativeClass>> together = draft.classes.stream()
                .filter(c -> year(c) == course.year())
                .collect(Collectors.groupingBy(AdministrativeClass::campus, TreeMap::new, Collectors.toList()));
        for (List<AdministrativeClass> campus : together.values()) {
            for (int from = 0; from < campus.size(); from += course.classesTogether()) {
                int to = Math.min(campus.size(), from + course.classesTogether());
                wishes.add(new Wish(
                        course.office(), course.name(), List.copyOf(campus.subList(from, to)), course.pairsAWeek()));
            }
        }
    }

    private void professional(Catalogue.Unit unit, List<Wish> wishes) {
        for (Catalogue.Line line : unit.lines()) {
            Map<Integer, List<AdministrativeClass>> grades = draft.classes.stream()
                    .filter(c -> c.program().equals(line.id()))
                    .collect(Collectors.groupingBy(AdministrativeClass::grade, TreeMap::new, Collectors.toList()));
            for (List<AdministrativeClass> parallel : grades.values()) {
                int year = year(parallel.get(0));
                if (year == 1) {
                    each(unit.id() + "-1", unit.base(), parallel, wishes);
                } else {
                    each(unit.id() + "-2", line.courses().subList(3 * (year - 2), 3 * (year - 1)), parallel, wishes);
                    List<AdministrativeClass> two = parallel.subList(0, Math.min(2, parallel.size()));
                    wishes.add(new Wish(unit.id() + "-1", unit.upper().get(year - 2), List.copyOf(two), 2));
                    each(
                            unit.id() + "-1",
                            List.of(unit.upper().get(year - 2)),
                            parallel.subList(two.size(), parallel.size()),
                            wishes);
                }
            }
        }
    }

    private static void each(
            String office, List<String> courses, List<AdministrativeClass> parallel, List<Wish> wishes) {
        for (String course : courses) {
            parallel.forEach(c -> wishes.add(new Wish(office, course, List.of(c), 2)));
        }
    }

    private void place(Wish wish) {
        Set<String> classes =
                wish.classes().stream().map(AdministrativeClass::id).collect(Collectors.toCollection(TreeSet::new));
        List<String> candidates = candidates(wish.office(), wish.campus());
        String teacher = null;
        List<WeekGrid.Cell> cells = List.of();
        for (int i = 0; i < candidates.size() && cells.size() < wish.pairsAWeek(); i++) {
            teacher = candidates.get(i);
            cells = grid.find(classes, teacher, wish.pairsAWeek());
        }
        if (cells.size() < wish.pairsAWeek()) {
            throw new IllegalStateException("no place in the timetable for " + wish);
        }
        Offering offering = offering(wish.office(), wish.course(), classes, teacher);
        load.merge(teacher, wish.pairsAWeek(), Integer::sum);
        Set<Integer> weeks = IntStream.rangeClosed(1, DemoCalendar.LESSON_WEEKS)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        if (wish.course().equals("形势与政策")) {
            weeks.removeIf(week -> week % 2 == 0);
        }
        for (WeekGrid.Cell cell : cells) {
            String room = grid.take(cell, classes, teacher, Rooms.of(wish.campus(), wish.office(), classes.size()));
            draft.slots.add(new Slot(
                    offering.id(),
                    cell.weekday(),
                    cell.firstPeriod(),
                    2,
                    weeks,
                    List.of(teacher),
                    wish.campus(),
                    room,
                    DemoCalendar.TERM));
        }
    }

    /** Who teaches least first. A teacher stays on one campus: the two are half an hour apart. */
    private List<String> candidates(String office, String campus) {
        List<String> staff = draft.teachersOf(office).stream().map(Teacher::id).toList();
        boolean shared = office.startsWith(Catalogue.PUBLIC_COLLEGE);
        return IntStream.range(0, staff.size())
                .filter(i -> !shared || (i % 3 == 2) == campus.equals(Catalogue.WEST))
                .mapToObj(staff::get)
                .sorted(Comparator.comparingInt((String t) -> load.getOrDefault(t, 0))
                        .thenComparing(t -> t))
                .toList();
    }

    private Offering offering(String office, String course, Set<String> classes, String teacher) {
        String courseId = draft.courses.values().stream()
                .filter(c -> c.name().equals(course) && c.office().equals(office))
                .map(Course::id)
                .findFirst()
                .orElseGet(() -> {
                    String id = office.replace("-", "") + "%02d".formatted(numbers.merge(office, 1, Integer::sum));
                    draft.courses.put(id, new Course(id, course, office));
                    return id;
                });
        Offering offering = new Offering(
                courseId + "-" + "%02d".formatted(numbers.merge(courseId, 1, Integer::sum)),
                courseId,
                DemoCalendar.TERM,
                classes,
                List.of(teacher),
                0);
        draft.offerings.add(offering);
        return offering;
    }

    /** Second and third years spend one of the weeks 5 to 12 in the workshops, each class with an instructor of its own. */
    private void practiceWeeks(Catalogue.Unit unit) {
        for (Catalogue.Line line : unit.lines()) {
            List<AdministrativeClass> upper = draft.classes.stream()
                    .filter(c -> c.program().equals(line.id()) && year(c) > 1)
                    .toList();
            for (AdministrativeClass each : upper) {
                int week = dice.between(8, 13);
                for (int tries = 0; instructor(week) == null && tries < 20; tries++) {
                    week = dice.between(8, 16);
                }
                String instructor = instructor(week);
                if (instructor != null) {
                    grid.practise(instructor, week);
                    Offering offering = offering(
                            Catalogue.PRACTICE_OFFICE, line.practice(), new TreeSet<>(Set.of(each.id())), instructor);
                    draft.practiceWeeks.add(
                            new PracticeWeek(each.id(), DemoCalendar.TERM, week, offering.id(), PRACTICE_DAY_PERIODS));
                }
            }
        }
    }

    private String instructor(int week) {
        return draft.teachersOf(Catalogue.PRACTICE_OFFICE).stream()
                .map(Teacher::id)
                .filter(t -> !grid.practises(t, week))
                .findFirst()
                .orElse(null);
    }

    /** First-years study in their own room from Monday to Thursday; the class monitor takes the roll. */
    private void eveningStudy() {
        Set<Integer> weeks =
                IntStream.rangeClosed(1, EVENING_WEEKS).boxed().collect(Collectors.toCollection(TreeSet::new));
        int room = 0;
        for (AdministrativeClass each : draft.classes) {
            if (year(each) == 1) {
                String id = "WZX-" + each.id();
                draft.groups.add(new Group(id, "晚自习", Session.Kind.EVENING_STUDY, Set.of(each.id())));
                List<String> rooms = Rooms.ordinary(each.campus());
                String own = rooms.get(room++ % rooms.size());
                for (DayOfWeek day :
                        List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY)) {
                    draft.slots.add(new Slot(
                            id, day, EVENING_PERIOD, 2, weeks, List.of(), each.campus(), own, DemoCalendar.TERM));
                }
            }
        }
    }
}
