package cn.zhenmai.demo;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the stories are cast from. Nobody and no session plays in two stories, so that each answer is its own. */
final class Stage {

    /** The week in which most of it happens. */
    static final int WEEK = 7;

    static final LocalDate MONDAY = DemoCalendar.day(WEEK, 1);
    static final LocalDate TUESDAY = DemoCalendar.day(WEEK, 2);
    static final LocalDate WEDNESDAY = DemoCalendar.day(WEEK, 3);

    private static final int LARGE_ENOUGH = 12;

    final School school;
    final Script script;
    final Dice dice;

    /** Whose page is to be looked at: most stories are among this counselor's students. */
    final String counselor;

    private final List<AdministrativeClass> classes;
    private final Set<String> takenClasses = new HashSet<>();
    private final Set<String> takenStudents = new HashSet<>();
    private final Set<String> takenOfferings = new HashSet<>();
    private final Map<String, Integer> cast = new HashMap<>();

    Stage(School school, Script script, long seed) {
        this.school = school;
        this.script = script;
        this.dice = Dice.of(seed, "stage");
        Map<String, Long> west = school.registry().posts().stream()
                .filter(p -> p.post() == Registry.Post.COUNSELOR)
                .filter(p -> isWest(school.administrativeClass(p.unit()).orElseThrow()))
                .collect(Collectors.groupingBy(Registry.PostHolder::teacher, Collectors.counting()));
        this.counselor = west.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, Long> e) -> e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
        this.classes = school.registry().classes().stream()
                .filter(c -> !c.id().equals(DemoSchool.SMALL_CLASS))
                .sorted(Comparator.comparing((AdministrativeClass c) -> !isOwn(c.id()))
                        .thenComparing(AdministrativeClass::id))
                .toList();
    }

    static boolean isWest(AdministrativeClass each) {
        return each.campus().equals(Catalogue.WEST);
    }

    boolean isOwn(String classId) {
        return counselorOf(classId).equals(counselor);
    }

    String counselorOf(String classId) {
        return school.holders(Registry.Post.COUNSELOR, classId, MONDAY).get(0);
    }

    /** A class as a whole: one that has a lesson early on Monday if there is such, and the counselor's own if there is such. */
    AdministrativeClass takeClass(Predicate<AdministrativeClass> fits) {
        AdministrativeClass taken = classes.stream()
                .filter(c -> !takenClasses.contains(c.id()) && fits.test(c))
                .min(Comparator.comparing((AdministrativeClass c) -> !startsMondayEarly(c)))
                .orElseThrow(() -> new IllegalStateException("no class left for the story"));
        takenClasses.add(taken.id());
        return taken;
    }

    /** A student of a class that plays no story as a whole; the class with fewest so far. From then on steady. */
    String takeStudent(Predicate<AdministrativeClass> fits) {
        AdministrativeClass of = classes.stream()
                .filter(c -> !takenClasses.contains(c.id()) && fits.test(c))
                .min(Comparator.comparing((AdministrativeClass c) -> !isOwn(c.id()))
                        .thenComparing(c -> cast.getOrDefault(c.id(), 0)))
                .orElseThrow(() -> new IllegalStateException("no student left for the story"));
        List<String> free = new ArrayList<>(school.members(of.id(), MONDAY));
        free.removeIf(s -> takenStudents.contains(s) || !isOrdinary(s));
        String taken = dice.pick(free);
        cast.merge(of.id(), 1, Integer::sum);
        takeStudent(taken);
        return taken;
    }

    void takeStudent(String student) {
        takenStudents.add(student);
        script.steady(student);
    }

    boolean isFree(String student) {
        String own =
                school.classOf(student, MONDAY).map(AdministrativeClass::id).orElse(null);
        return !takenStudents.contains(student) && own != null && !takenClasses.contains(own);
    }

    private boolean isOrdinary(String student) {
        return school.registry().enrolments().stream()
                        .noneMatch(e -> e.student().equals(student))
                && school.registry().statuses().stream()
                        .noneMatch(s -> s.student().equals(student));
    }

    /** A single class's offering, not of physical training, with a lesson on each of these days. */
    String takeOffering(LocalDate... days) {
        String taken = classes.stream()
                .filter(c -> !takenClasses.contains(c.id()) && isLargeEnough(c))
                .flatMap(c -> lessons(c.id(), days[0]).stream())
                .filter(s -> s.classes().size() == 1 && !takenOfferings.contains(s.offering()))
                .filter(s -> !school.nameOf(s).startsWith("体育"))
                .filter(s -> List.of(days).stream()
                        .allMatch(day -> lessons(s.classes().iterator().next(), day).stream()
                                .anyMatch(other -> s.offering().equals(other.offering()))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no offering left for the story"))
                .offering();
        takenOfferings.add(taken);
        script.ownMarks(taken);
        return taken;
    }

    List<Session> lessons(String classId, LocalDate day) {
        return school.sessionsOfClass(classId, day, day.plusDays(1)).stream()
                .filter(s -> s.kind() == Session.Kind.LESSON)
                .toList();
    }

    List<Session> sessions(String student, LocalDate day) {
        return school.sessionsOf(student, day, day.plusDays(1));
    }

    List<Session> lessonsOf(String student, LocalDate day) {
        return sessions(student, day).stream()
                .filter(s -> s.kind() == Session.Kind.LESSON)
                .toList();
    }

    /** Lessons of the offering held before the day, latest last. */
    List<Session> lessonsBefore(String offering, LocalDate day) {
        return school.sessionsOfOwner(offering).stream()
                .filter(s -> s.isHeld() && s.heldOn().isBefore(day))
                .toList();
    }

    Session lessonOn(String offering, LocalDate day) {
        return school.sessionsOfOwner(offering).stream()
                .filter(s -> s.heldOn().equals(day))
                .findFirst()
                .orElseThrow();
    }

    String about(String student) {
        String className =
                school.classOf(student, MONDAY).map(AdministrativeClass::name).orElse("");
        return className + " "
                + school.student(student).map(Registry.Student::name).orElse(student) + "（" + student + "）";
    }

    String about(Session session) {
        return school.nameOf(session) + " " + session.id() + " "
                + session.classes().stream()
                        .map(c -> school.administrativeClass(c)
                                .map(AdministrativeClass::name)
                                .orElse(c))
                        .collect(Collectors.joining("、"));
    }

    /** Is the class's first lesson of Monday its own, not a 合班? */
    boolean startsMondayAlone(AdministrativeClass each) {
        return lessons(each.id(), MONDAY).get(0).classes().size() == 1;
    }

    /** So that it is seen in the first minute. */
    boolean startsMondayEarly(AdministrativeClass each) {
        return lessons(each.id(), MONDAY).get(0).firstPeriod() == 1;
    }

    boolean isLargeEnough(AdministrativeClass each) {
        return school.members(each.id(), MONDAY).size() >= LARGE_ENOUGH;
    }

    int year(AdministrativeClass each) {
        return 2026 - each.grade() + 1;
    }
}
