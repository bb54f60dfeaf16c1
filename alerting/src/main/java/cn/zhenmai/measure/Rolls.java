package cn.zhenmai.measure;

import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

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
        for (LocalDate day = first; day != null && day.isBefore(end); day = day.plusDays(1)) {
            long[] sums = new long[2];
            if (now.isInTerm(day) && slot.contains(day.getDayOfWeek(), slot.firstPeriod())) {
                for (Session session : subjects(subject).timetabled().of(subject.subject(), day)) {
                    if (slot.firstPeriod() == 0 || slot.firstPeriod() == session.firstPeriod()) {
                        add(definition, subject, session, now, sums);
                    }
                }
            }
            if (sums[1] > 0) {
                found.add(new Entry(Semesters.startOf(day), day, 0, null, null, sums[0], sums[1], (int) sums[1]));
            }
        }
    }

    private static void add(Definition definition, SubjectFacts subject, Session session, AsOf now, long[] sums) {
        boolean due = session.isHeld()
                && session.rollCallDueAt() != null
                && session.rollCallDueAt().isAfter(now.since())
                && !session.rollCallDueAt().isAfter(now.at());
        SessionFacts facts = due ? subjects(subject).session(session.id()) : null;
        if (facts == null) {
            return;
        }
        for (Map.Entry<String, Integer> expected : facts.expected(now.school()).entrySet()) {
            if (subject.kind() == Subject.Kind.CLASS && !subject.id().equals(expected.getKey())) {
                continue;
            }
            RollFacts roll = facts.findRoll(expected.getKey());
            boolean called = roll != null && roll.isComplete(now);
            boolean prompt = called
                    && roll.call() != null
                    && !roll.call().recordedAt().isAfter(session.startsAt().plus(PROMPT));
            sums[0] += of((Amount.OfRoll) definition.numerator(), called, prompt);
            sums[1] += of((Amount.OfRoll) definition.denominator(), called, prompt);
        }
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
