package cn.zhenmai.measure;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** The moment of a reading: the school as it is registered then, and the time. */
public final class AsOf {

    private final School school;
    private final Semesters semesters;
    private final ClassMoves moves;
    private final Instant since;
    private final Instant at;
    private final LocalDate today;
    private final Span semester;
    /** Days since 1970. */
    private final int day;

    private final int termFromDay;
    private final int termUntilDay;
    /** Null until they are asked for. */
    private Instant tomorrow;

    private Instant nextMonday;
    private Instant termEndsAt;

    private AsOf(School school, Semesters semesters, ClassMoves moves, Instant since, Instant at) {
        this.school = school;
        this.semesters = semesters;
        this.moves = moves;
        this.since = since;
        this.at = at;
        this.today = at.atZone(School.ZONE).toLocalDate();
        this.semester = semesters.on(today);
        this.day = (int) today.toEpochDay();
        this.termFromDay = semester == null ? day : (int) semester.from().toEpochDay();
        this.termUntilDay = semester == null ? day : (int) semester.until().toEpochDay();
    }

    /** @param since when the school was first registered here: what was due before then is asked of nobody */
    public static AsOf of(School school, Instant since, Instant at) {
        return new AsOf(school, new Semesters(school), new ClassMoves(school.registry()), since, at);
    }

    /** The same school at another time. */
    public AsOf at(Instant other) {
        return other.equals(at) ? this : new AsOf(school, semesters, moves, since, other);
    }

    public School school() {
        return school;
    }

    public Instant at() {
        return at;
    }

    public Instant since() {
        return since;
    }

    public LocalDate today() {
        return today;
    }

    /** Today, since 1970. */
    int day() {
        return day;
    }

    /** First day of the term that now runs, since 1970; there are no days in it between terms. */
    int termFromDay() {
        return termFromDay;
    }

    int termUntilDay() {
        return termUntilDay;
    }

    /** Its first moment. */
    Instant tomorrow() {
        tomorrow = tomorrow == null ? Semesters.startOf(today.plusDays(1)) : tomorrow;
        return tomorrow;
    }

    /** Its first moment. */
    Instant nextMonday() {
        nextMonday = nextMonday == null
                ? Semesters.startOf(today.plusDays(8L - today.getDayOfWeek().getValue()))
                : nextMonday;
        return nextMonday;
    }

    /** Whether the day lies in the term that now runs; false between terms. */
    boolean isInTerm(LocalDate day) {
        return semester != null && semester.contains(day);
    }

    boolean isBetweenTerms() {
        return semester == null;
    }

    /** First day of the term that now runs, or null between terms. */
    LocalDate termFrom() {
        return semester == null ? null : semester.from();
    }

    /** First day after the term that now runs, or null between terms. */
    LocalDate termUntil() {
        return semester == null ? null : semester.until();
    }

    /** The term that contains the day, or null. */
    Span termOf(LocalDate day) {
        return semesters.on(day);
    }

    /** The {@code back}-th of the school's months that end before the days do, or null. */
    Span monthBefore(Span days, int back) {
        return school.registry().months().stream()
                .flatMap(month -> month(month.label()).stream())
                .filter(span -> !span.until().isAfter(days.from()))
                .sorted(Comparator.comparing(Span::from).reversed())
                .skip(back - 1L)
                .findFirst()
                .orElse(null);
    }

    /** The days of a month label. */
    Optional<Span> month(String label) {
        return school.month(label)
                .flatMap(month -> school.registry().terms().stream()
                        .filter(term -> term.id().equals(month.term()))
                        .findFirst()
                        .map(term -> new Span(
                                term.firstMonday().plusWeeks(month.fromWeek() - 1L),
                                term.firstMonday().plusWeeks(month.toWeek()))));
    }

    Instant nextTermStart() {
        return semesters.nextStart(today);
    }

    /** When the term that now runs is over, or null between terms. */
    public Instant termEndsAt() {
        if (termEndsAt == null && semester != null) {
            termEndsAt = Semesters.startOf(semester.until());
        }
        return termEndsAt;
    }

    /** When the student's administrative class changes next, or null. */
    public Instant classChangesAt(String student) {
        LocalDate day = moves.next(student, today);
        return day == null ? null : Semesters.startOf(day);
    }

    /** Null while the offering's term runs, else the reading that says so. */
    Reading outsideTermOf(String offering) {
        Optional<Registry.Offering> known = school.offering(offering);
        if (known.isEmpty()) {
            return Reading.nothing();
        }
        String name = known.get().term();
        for (Registry.Term term : school.registry().terms()) {
            if (term.id().equals(name)) {
                Span span = semesters.on(term.firstMonday());
                if (span.contains(today)) {
                    return null;
                }
                return today.isBefore(span.from())
                        ? Reading.nothingUntil(Semesters.startOf(span.from()))
                        : Reading.nothing();
            }
        }
        return Reading.nothing();
    }
}
