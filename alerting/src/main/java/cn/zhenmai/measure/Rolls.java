package cn.zhenmai.measure;

import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What is due, called and called in time of a unit's sessions, by day; a day counts once it is over. */
final class Rolls {

    private static final Duration PROMPT = Duration.ofMinutes(15);

    private Rolls() {}

    static void collect(
            Definition definition,
            Slot slot,
            SubjectFacts subject,
            LocalDate from,
            LocalDate until,
            AsOf now,
            List<Entry> found) {
        LocalDate end = until == null || until.isAfter(now.today()) ? now.today() : until;
        LocalDate first = from == null || from.isBefore(now.termFrom()) ? now.termFrom() : from;
        if (first == null || !first.isBefore(end)) {
            return;
        }
        LocalDate day = null;
        long[] sums = new long[2];
        for (SessionFacts facts : subjects(subject).timetabled().dueAfter(now.since(), subject.subject(), first, end)) {
            Session session = facts.session();
            if (!session.heldOn().equals(day)) {
                close(day, sums, found);
                day = session.heldOn();
            }
            if (now.isInTerm(day) && slot.contains(day.getDayOfWeek(), session.firstPeriod()) && isDue(session, now)) {
                add(definition, subject, facts, now, sums);
            }
        }
        close(day, sums, found);
    }

    private static void close(LocalDate day, long[] sums, List<Entry> found) {
        if (sums[1] > 0) {
            found.add(new Entry(Semesters.startOf(day), day, 0, null, null, sums[0], sums[1], (int) sums[1]));
        }
        sums[0] = 0;
        sums[1] = 0;
    }

    private static boolean isDue(Session session, AsOf now) {
        return session.isHeld()
                && session.rollCallDueAt() != null
                && session.rollCallDueAt().isAfter(now.since())
                && !session.rollCallDueAt().isAfter(now.at());
    }

    private static void add(Definition definition, SubjectFacts subject, SessionFacts facts, AsOf now, long[] sums) {
        for (String classId : facts.expected(now.school()).keySet()) {
            if (!isOf(classId, subject, now.school())) {
                continue;
            }
            RollFacts roll = facts.findRoll(classId);
            boolean called = roll != null && roll.isComplete(now);
            boolean prompt = called
                    && roll.isCalled()
                    && !roll.recordedAt().isAfter(facts.session().startsAt().plus(PROMPT));
            sums[0] += of((Amount.OfRoll) definition.numerator(), called, prompt);
            sums[1] += of((Amount.OfRoll) definition.denominator(), called, prompt);
        }
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

    private static int of(Amount.OfRoll amount, boolean called, boolean prompt) {
        return switch (amount) {
            case HELD -> 1;
            case CALLED -> called ? 1 : 0;
            case PROMPT -> prompt ? 1 : 0;
        };
    }

    private static Subjects subjects(SubjectFacts subject) {
        return subject instanceof UnitFacts unit ? unit.subjects() : ((OfferingFacts) subject).subjects();
    }
}
