package cn.zhenmai.measure;

import cn.zhenmai.school.Span;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum of observations over a window, as its {@link Definition} says, perhaps held against something: the measure of most rules at
 * every level. Units are attributed as of the session, rolls that are set aside are left out, UNKNOWN and exempt never count.
 */
public record Tallied(Definition definition, Subject.Kind subject, Window window, Slot slot, Comparison comparison)
        implements Measure {

    /** Deviations and differences are kept in this fraction. */
    static final long FRACTION = 10_000;

    public Tallied {
        if (!definition.isAvailable() || !definition.levels().contains(subject)) {
            throw new IllegalArgumentException(definition.id() + " 不能用于／can't be read for " + subject);
        }
        boolean large =
                subject == Subject.Kind.PROGRAM || subject == Subject.Kind.COLLEGE || subject == Subject.Kind.SCHOOL;
        boolean attendance = !(definition.numerator() instanceof Enum<?>);
        if (Windows.isOfSessions(window) && (large || !attendance)) {
            throw new IllegalArgumentException(
                    "该对象或指标只能按日期窗口／only windows of days for " + definition.id() + " of " + subject);
        }
        boolean person = subject == Subject.Kind.STUDENT || subject == Subject.Kind.ENROLMENT;
        if (person && comparison instanceof Comparison.Peers) {
            throw new IllegalArgumentException("peers 只用于班级、课程等，不比较个人／peers are classes, offerings…, not persons");
        }
        if (window instanceof Window.Term && comparison instanceof Comparison.OwnPast) {
            throw new IllegalArgumentException("学期之前没有可比的窗口／a term has no windows before it to be held against");
        }
        if (slot.firstPeriod() > 0 && (large || definition.numerator() instanceof Amount.OfDay)) {
            throw new IllegalArgumentException(
                    "该对象或指标不能按节次／no single period for " + definition.id() + " of " + subject);
        }
    }

    public Tallied(Definition definition, Subject.Kind subject, Window window) {
        this(definition, subject, window, Slot.ANY, Comparison.ABSOLUTE);
    }

    boolean isCount() {
        return definition.denominator() == null;
    }

    private Entries entries() {
        return new Entries(definition, slot);
    }

    @Override
    public Form form() {
        if (comparison instanceof Comparison.Absolute) {
            return definition.form();
        }
        boolean rate = definition.form() == Form.RATE;
        return rate && !Compared.isInDeviations(comparison) ? Form.RATE : Form.MEAN;
    }

    @Override
    public boolean isDifference() {
        return !(comparison instanceof Comparison.Absolute);
    }

    @Override
    public String unit() {
        return Compared.isInDeviations(comparison) ? "MAD" : definition.unit();
    }

    @Override
    public long scale() {
        return comparison instanceof Comparison.Absolute ? definition.scale() : FRACTION;
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        if (moved.touches(Moved.REGISTERED) || definition.numerator() instanceof Amount.OfRoll) {
            return true;
        }
        if (definition.numerator() instanceof Enum<?>) {
            return moved.touches(Moved.bits(definition.numerator()));
        }
        if (moved.touches(Moved.ASIDE)) {
            return true;
        }
        if (!moved.touches(Moved.ATTENDANCE)) {
            return false;
        }
        boolean onOneDay = moved.from() == moved.until();
        if (slot.weekday() != null
                && onOneDay
                && LocalDate.ofEpochDay(moved.from()).getDayOfWeek() != slot.weekday()) {
            return false;
        }
        boolean all = Windows.isOfSessions(window) || !(comparison instanceof Comparison.Absolute);
        return all || !isCount() || moved.touches(bits(definition.numerator()));
    }

    /** Of a rate {@link #mayMove} says it already. */
    @Override
    public boolean mayMoveN(Moved moved) {
        return isCount() && !(definition.numerator() instanceof Enum<?>);
    }

    @Override
    public boolean looksAt(Moved moved, AsOf now) {
        if (definition.numerator() instanceof Amount.OfOffering || definition.numerator() instanceof Amount.OfDay) {
            return true;
        }
        long today = now.today().toEpochDay();
        if (window instanceof Window.LastTeachingWeeks) {
            return moved.from() <= today - now.today().getDayOfWeek().getValue();
        }
        if (definition.numerator() instanceof Amount.OfRoll) {
            // A day counts once it is over.
            return moved.from() < today;
        }
        return true;
    }

    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        return (window instanceof Window.Term || window instanceof Window.RollingDays)
                && comparison instanceof Comparison.Absolute
                && (!direction.isDownward() || definition.numerator() instanceof Amount.OfDay)
                && !now.isBetweenTerms()
                && of instanceof StudentFacts student
                && Totals.isShortOf(this, bound, direction, student, now);
    }

    private static int bits(Amount amount) {
        return amount instanceof Amount.Times times
                ? times.statuses().bits()
                : amount instanceof Amount.Periods periods ? periods.statuses().bits() : Moved.EXCEPTION;
    }

    @Override
    public Reading readNow(SubjectFacts of, AsOf now) {
        if (now.isBetweenTerms()) {
            return Reading.nothingUntil(now.nextTermStart());
        }
        Instant wakeAt = wakeAt(of, now);
        Total total = comparison instanceof Comparison.Absolute ? total(of, now) : Compared.total(this, of, now);
        return total == null || total.isEmpty() ? Reading.nothingUntil(wakeAt) : Reading.of(point(total, null), wakeAt);
    }

    Total total(SubjectFacts of, AsOf now) {
        if (Windows.isOfSessions(window)) {
            Tallies tallies = Entries.tallies(of);
            boolean isByPlace = tallies != null && tallies.isByPlace();
            return isByPlace ? Totals.ofLatest(this, tallies.places(), now) : Total.of(standing(of, now));
        }
        Span days = Windows.days(window, now.today(), now);
        return days == null ? Total.NOTHING : Totals.of(this, of, days, now);
    }

    @Override
    public boolean onlyFallsInTime(Direction direction) {
        boolean rolling = window instanceof Window.RollingDays;
        return comparison instanceof Comparison.Absolute
                && !direction.isDownward()
                && (isCount() || !rolling)
                && !(window instanceof Window.LastTeachingWeeks)
                && !(definition.numerator() instanceof Enum<?>);
    }

    /** Days only let go of what a window counts: a sum falls, a rate of a week or a day ends. */
    @Override
    public Instant raisesAt(Reading reading, Direction direction, SubjectFacts of, AsOf now) {
        if (!onlyFallsInTime(direction)) {
            return reading.wakeAt();
        }
        return Entries.isAhead(of, now.today()) ? now.tomorrow() : null;
    }

    /** The day on which the oldest of what a person's window counts leaves it; where it counts nothing, that may yet become no value. */
    @Override
    public Instant movesAt(Reading reading, SubjectFacts of, AsOf now) {
        boolean isKnown = window instanceof Window.RollingDays
                && comparison instanceof Comparison.Absolute
                && of instanceof StudentFacts
                && !now.isBetweenTerms()
                && Totals.isOfFew(definition, slot)
                && !Entries.isAhead(of, now.today());
        if (!isKnown) {
            return reading.wakeAt();
        }
        int days = ((Window.RollingDays) window).days();
        Timeline timeline = ((StudentFacts) of).timeline();
        int oldest = Totals.oldest(definition.numerator(), timeline, now.day() - days + 1, now);
        return oldest < 0
                ? reading.wakeAt()
                : Semesters.startOf(LocalDate.ofEpochDay(timeline.place(oldest).heldDay + (long) days));
    }

    /** What the standing value is the sum of, in event time. */
    List<Entry> standing(SubjectFacts of, AsOf now) {
        if (Windows.isOfSessions(window)) {
            List<Entry> found = entries().of(of, null, now.today().plusDays(1), now, this::isFull);
            return found;
        }
        Span days = Windows.days(window, now.today(), now);
        return days == null ? List.of() : between(of, days, now);
    }

    /** The same, one entry for each roll of a session: of a small unit. */
    List<Entry> apart(SubjectFacts of, AsOf now) {
        Tallies tallies = of instanceof UnitFacts unit ? unit.tallies() : ((OfferingFacts) of).tallies();
        return entries().apart(standing(of, now), tallies.places());
    }

    List<Entry> between(SubjectFacts of, Span days, AsOf now) {
        LocalDate tomorrow = now.today().plusDays(1);
        LocalDate until = days.until().isAfter(tomorrow) ? tomorrow : days.until();
        return entries().of(of, days.from(), until, now, none -> false);
    }

    /** All entries of the term so far. */
    List<Entry> all(SubjectFacts of, AsOf now) {
        return entries().of(of, null, now.today().plusDays(1), now, none -> false);
    }

    private boolean isFull(List<Entry> latestFirst) {
        int n = 0;
        for (Entry entry : latestFirst) {
            n += entry.n();
        }
        return isFull(latestFirst.size(), n);
    }

    /** Whether the window of sessions holds all that it takes. */
    boolean isFull(int sessions, int n) {
        if (window instanceof Window.LastObservations last) {
            return n >= last.observations();
        }
        return sessions >= (window instanceof Window.LastSessions last ? last.sessions() : 1);
    }

    private Instant wakeAt(SubjectFacts of, AsOf now) {
        return wakeAt(window, of, now);
    }

    /** Days move windows; facts of days to come begin to count then. */
    Instant wakeAt(Window window, SubjectFacts of, AsOf now) {
        if (Windows.isOfSessions(window) || window instanceof Window.Term) {
            return isDaily(of, now) ? now.tomorrow() : null;
        }
        LocalDate from = now.today();
        if (window instanceof Window.RollingDays rolling) {
            from = from.minusDays(rolling.days() - 1L);
        } else if (window instanceof Window.LastTeachingWeeks weeks) {
            from = from.minusWeeks(weeks.weeks() + 1L);
        } else {
            from = from.minusWeeks(8);
        }
        if (!isAnything(of, from, now)) {
            return null;
        }
        boolean runs = window instanceof Window.TeachingWeek || window instanceof Window.Month;
        return runs && isDaily(of, now) ? now.tomorrow() : Windows.movesAt(window, now);
    }

    /** Whether anything may count from the day on; a roll is due though nothing is said of it. */
    private boolean isAnything(SubjectFacts of, LocalDate from, AsOf now) {
        if (definition.numerator() instanceof Amount.OfOffering) {
            return !entries().of(of, from, null, now, none -> false).isEmpty();
        }
        return definition.numerator() instanceof Amount.OfRoll || Entries.isAhead(of, from.minusDays(1));
    }

    /** Whether tomorrow may count more though nothing is told: facts of days to come, and days of rolls that are over. */
    private boolean isDaily(SubjectFacts of, AsOf now) {
        return definition.numerator() instanceof Amount.OfRoll
                || Entries.isAhead(of, now.today())
                || definition.numerator() instanceof Amount.OfOffering
                        && !entries()
                                .of(of, now.today().plusDays(1), null, now, none -> false)
                                .isEmpty()
                || comparison instanceof Comparison.Peers
                        && alsoMoved(of, now).stream().anyMatch(peer -> Entries.isAhead(peer, now.today()));
    }

    Reading.Point point(Total total, Instant at) {
        return comparison instanceof Comparison.Absolute && isCount()
                ? new Reading.Point(total.numerator(), 1, total.n(), at)
                : new Reading.Point(total.numerator(), total.denominator(), total.n(), at);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        if (!(comparison instanceof Comparison.Absolute) || now.isBetweenTerms()) {
            return readNow(of, now);
        }
        List<Reading.Point> points = new ArrayList<>();
        for (Turns.Turn turn : Turns.of(this, all(of, now), now)) {
            points.add(point(turn.total(), turn.at()));
        }
        return new Reading(points, null, null, wakeAt(of, now), null);
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        return Accounts.of(this, of, now);
    }

    /** The subjects whose comparison a change of this one moves too. */
    @Override
    public List<SubjectFacts> alsoMoved(SubjectFacts of, AsOf now) {
        return comparison instanceof Comparison.Peers peers ? Compared.peers(peers, of, now) : List.of();
    }
}
