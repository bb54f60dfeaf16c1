package cn.zhenmai.measure;

import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What is due, called and called in time of a unit's sessions, by day; a day counts once it is over. */
final class Rolls {

    private static final Duration PROMPT = Duration.ofMinutes(15);

    private final Definition definition;
    private final Slot slot;
    private final SubjectFacts subject;
    private final AsOf now;
    private final Timetabled timetabled;
    private final RollDays known;

    Rolls(Definition definition, Slot slot, SubjectFacts subject, AsOf now) {
        this.definition = definition;
        this.slot = slot;
        this.subject = subject;
        this.now = now;
        Subjects subjects = subject instanceof UnitFacts unit ? unit.subjects() : ((OfferingFacts) subject).subjects();
        this.timetabled = subjects.timetabled();
        this.known = timetabled.rollDays(now.since(), subject.subject());
    }

    /** In [from, until), null = open: one entry for each day on which anything counts. */
    void collect(LocalDate from, LocalDate until, List<Entry> found) {
        if (now.isBetweenTerms()) {
            return;
        }
        int end = until == null ? now.termUntilDay() : (int) until.toEpochDay();
        for (int day = from == null ? now.termFromDay() : first((int) from.toEpochDay()); day < last(end); day++) {
            long sums = on(day);
            int above = RollDays.of((Amount.OfRoll) definition.numerator(), sums);
            int below = RollDays.of((Amount.OfRoll) definition.denominator(), sums);
            if (below > 0) {
                LocalDate date = LocalDate.ofEpochDay(day);
                found.add(Entry.ofDay(date, null, above, below, below));
            }
        }
    }

    /** Sum of the days in [from, until), since 1970. */
    Total total(int from, int until) {
        long above = 0;
        long below = 0;
        for (int day = first(from); day < last(until); day++) {
            long sums = on(day);
            above += RollDays.of((Amount.OfRoll) definition.numerator(), sums);
            below += RollDays.of((Amount.OfRoll) definition.denominator(), sums);
        }
        return new Total(above, below, (int) below);
    }

    private int first(int from) {
        return Math.max(from, now.termFromDay());
    }

    private int last(int until) {
        return Math.min(Math.min(until, now.day()), now.termUntilDay());
    }

    private long on(int day) {
        if (!slot.isAny()) {
            return added(day, null);
        }
        long sums = known.on(day, timetabled.edits(day));
        return sums == RollDays.UNKNOWN ? added(day, known) : sums;
    }

    /** @param kept where the sums are kept, unless something of the day is due later; null = nowhere */
    private long added(int day, RollDays kept) {
        LocalDate date = LocalDate.ofEpochDay(day);
        long sums = 0;
        boolean isAllDue = true;
        for (SessionFacts facts : timetabled.dueAfter(now.since(), subject.subject(), date, date.plusDays(1))) {
            Session session = facts.session();
            boolean isAsked = session.isHeld()
                    && session.rollCallDueAt() != null
                    && session.rollCallDueAt().isAfter(now.since());
            boolean isDue = isAsked && !session.rollCallDueAt().isAfter(now.at());
            isAllDue &= isDue == isAsked;
            if (isDue && slot.contains(date.getDayOfWeek(), session.firstPeriod())) {
                sums += of(facts);
            }
        }
        if (kept != null && isAllDue) {
            kept.keep(day, timetabled.edits(day), sums);
        }
        return sums;
    }

    private long of(SessionFacts facts) {
        long sums = 0;
        for (String classId : facts.expected(now.school()).keySet()) {
            if (isOf(classId, subject, now.school())) {
                RollFacts roll = facts.findRoll(classId);
                boolean called = roll != null && roll.isComplete(now);
                sums += RollDays.pack(1, called ? 1 : 0, called && isPrompt(roll) ? 1 : 0);
            }
        }
        return sums;
    }

    /** Whether a person or reader has called it within fifteen minutes. */
    static boolean isPrompt(RollFacts roll) {
        return roll.isCalled()
                && !roll.recordedAt()
                        .isAfter(roll.session().session().startsAt().plus(PROMPT));
    }

    /** Of a session of several classes a class, program or college has its own rolls. */
    private static boolean isOf(String classId, SubjectFacts subject, School school) {
        return switch (subject.kind()) {
            case CLASS -> subject.id().equals(classId);
            case COLLEGE -> subject.id().equals(school.collegeOfClass(classId));
            case PROGRAM ->
                school.administrativeClass(classId)
                        .filter(known -> subject.id().equals(known.program()))
                        .isPresent();
            default -> true;
        };
    }
}
