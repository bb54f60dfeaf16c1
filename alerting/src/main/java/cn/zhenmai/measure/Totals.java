package cn.zhenmai.measure;

import cn.zhenmai.school.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Adds up what a definition counts of a subject, over stretches of days of one length, in one pass and without listing it. */
final class Totals {

    private final Definition definition;
    private final Slot slot;
    private final int first;
    private final int length;
    /** First day that counts, and the first after them, since 1970. */
    private final int from;

    private final int until;
    private final Adding[] stretches;

    private Totals(Tallied tallied, Span days, int stretches, AsOf now) {
        this.definition = tallied.definition();
        this.slot = tallied.slot();
        this.first = day(days.from());
        this.length = (day(days.until()) - first) / stretches;
        this.from = Math.max(first, day(now.termFrom()));
        LocalDate tomorrow = now.today().plusDays(1);
        this.until = Math.min(Math.min(day(days.until()), day(tomorrow)), day(now.termUntil()));
        this.stretches = new Adding[stretches];
        for (int i = 0; i < stretches; i++) {
            this.stretches[i] = new Adding(definition);
        }
    }

    private static int day(LocalDate day) {
        return (int) day.toEpochDay();
    }

    static Total of(Tallied tallied, SubjectFacts subject, Span days, AsOf now) {
        return of(tallied, subject, days, 1, now)[0];
    }

    /** Of the days cut into so many stretches, the earliest first; days to come do not count. */
    static Total[] of(Tallied tallied, SubjectFacts subject, Span days, int stretches, AsOf now) {
        Tallies tallies = Entries.tallies(subject);
        boolean isAttendance = !(tallied.definition().numerator() instanceof Enum<?>);
        if (!isAttendance || tallies != null && !tallies.isByPlace()) {
            return ofDays(tallied, subject, days, stretches, now);
        }
        Totals totals = new Totals(tallied, days, stretches, now);
        if (tallies != null) {
            totals.add(tallies.places());
        } else if (stretches == 1 && subject instanceof StudentFacts student && totals.isOfTerm(student, now)) {
            return new Total[] {totals.ofTerm(student.timeline(), now)};
        } else if (subject instanceof EnrolmentFacts enrolment) {
            totals.add(enrolment.timeline(), enrolment.ofOffering());
        } else {
            totals.add(((StudentFacts) subject).timeline(), null);
        }
        Total[] all = new Total[stretches];
        for (int i = 0; i < stretches; i++) {
            all[i] = totals.stretches[i].total();
        }
        return all;
    }

    private static Total[] ofDays(Tallied tallied, SubjectFacts subject, Span days, int stretches, AsOf now) {
        Total[] all = new Total[stretches];
        long length = ChronoUnit.DAYS.between(days.from(), days.until()) / stretches;
        for (int i = 0; i < stretches; i++) {
            Span stretch =
                    new Span(days.from().plusDays(length * i), days.from().plusDays(length * (i + 1)));
            all[i] = Total.of(tallied.between(subject, stretch, now));
        }
        return all;
    }

    private void add(List<Place> places) {
        for (int i = places.size() - 1; i >= 0 && places.get(i).heldDay >= from; i--) {
            Place place = places.get(i);
            if (place.heldDay < until && !place.roll.isSuspect() && isIn(place)) {
                Adding stretch = stretches[(place.heldDay - first) / length];
                for (int kind = 0; kind < place.kinds(); kind++) {
                    stretch.add(place.said(kind), place.count(kind));
                }
            }
        }
    }

    /** Of one offering, or of all where it is null. */
    private void add(Timeline timeline, OfferingFacts offering) {
        for (int i = timeline.size() - 1; i >= 0; i--) {
            Place place = timeline.place(i);
            if (place.heldDay < from) {
                return;
            }
            if (place.heldDay < until && isIn(place) && (offering == null || place.offering == offering)) {
                Said said = timeline.said(i);
                if (!place.roll.isSuspect() || said.status().isPresent()) {
                    stretches[(place.heldDay - first) / length].add(said, 1);
                }
            }
        }
    }

    /** The term so far, counted in times, with nothing on a later day: kept as sums. */
    private boolean isOfTerm(StudentFacts student, AsOf now) {
        int today = day(now.today());
        return slot.equals(Slot.ANY)
                && (definition.denominator() == null || definition.denominator() instanceof Amount.Times)
                && from == day(now.termFrom())
                && until > today
                && !student.timeline().isAhead(today);
    }

    private Total ofTerm(Timeline timeline, AsOf now) {
        Sums sums = timeline.sums(from, day(now.termUntil()));
        long denominator = definition.denominator() == null ? sums.known() : sums.of(definition.denominator());
        return new Total(sums.of(definition.numerator()), denominator, (int) denominator);
    }

    private boolean isIn(Place place) {
        return slot.equals(Slot.ANY) || slot.contains(place.at.heldOn().getDayOfWeek(), place.at.firstPeriod());
    }
}
