package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** Adds up what a definition counts of a subject, over stretches of days of one length, in one pass and without listing it. */
final class Totals {

    private final Definition definition;
    private final Slot slot;
    private final boolean isAnySlot;
    private final int first;
    private final int length;
    /** First day that counts, and the first after them, since 1970. */
    private final int from;

    private final int until;
    private final Adding[] stretches;

    private Totals(Tallied tallied, Span days, int stretches, AsOf now) {
        this.definition = tallied.definition();
        this.slot = tallied.slot();
        this.isAnySlot = slot.isAny();
        this.first = day(days.from());
        this.length = (day(days.until()) - first) / stretches;
        this.from = Math.max(first, now.termFromDay());
        this.until = Math.min(Math.min(day(days.until()), now.day() + 1), now.termUntilDay());
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
        if (tallied.definition().numerator() instanceof Amount.OfRoll) {
            return ofRolls(tallied, subject, days, stretches, now);
        }
        if (tallies == null && !isAttendance && subject instanceof StudentFacts student && !student.hasChecks()) {
            Total[] none = new Total[stretches];
            Arrays.fill(none, Total.NOTHING);
            return none;
        }
        if (tallies != null && tallied.slot().isAny() && isOfTimes(tallied.definition())) {
            return new Totals(tallied, days, stretches, now).ofDays(tallies);
        }
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
        } else if (totals.isAnySlot && Adding.isOfTimes(totals.definition)) {
            totals.addTimes(((StudentFacts) subject).timeline());
        } else {
            totals.add(((StudentFacts) subject).timeline(), null);
        }
        Total[] all = new Total[stretches];
        for (int i = 0; i < stretches; i++) {
            all[i] = totals.stretches[i].total();
        }
        return all;
    }

    private static Total[] ofRolls(Tallied tallied, SubjectFacts subject, Span days, int stretches, AsOf now) {
        Rolls rolls = new Rolls(tallied.definition(), tallied.slot(), subject, now);
        Total[] all = new Total[stretches];
        int first = day(days.from());
        int length = (day(days.until()) - first) / stretches;
        for (int i = 0; i < stretches; i++) {
            all[i] = now.isBetweenTerms() ? Total.NOTHING : rolls.total(first + i * length, first + (i + 1) * length);
        }
        return all;
    }

    private static boolean isOfTimes(Definition definition) {
        return Adding.isOfTimes(definition) && definition.numerator() instanceof Amount.Times;
    }

    /** From what units keep by day, or added up by day once. */
    private Total[] ofDays(Tallies tallies) {
        Total[] all = new Total[stretches.length];
        for (int i = 0; i < all.length; i++) {
            long numerator = 0;
            long denominator = 0;
            int end = Math.min(until, first + (i + 1) * length);
            for (int day = Math.max(from, first + i * length); day < end; day++) {
                Sums sums = tallies.attendance(day);
                if (sums != null) {
                    numerator += sums.of(definition.numerator());
                    denominator += definition.denominator() == null ? sums.known() : sums.of(definition.denominator());
                }
            }
            all[i] = new Total(numerator, denominator, (int) denominator);
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
            if (place.heldDay < until && isIn(place) && (offering == null || place.offering() == offering)) {
                Said said = timeline.said(i);
                if (said.status().isPresent() || !place.roll.isSuspect()) {
                    stretches[(place.heldDay - first) / length].add(said, 1);
                }
            }
        }
    }

    /** Presences by their number, the few other facts one by one. */
    private void addTimes(Timeline timeline) {
        Irregular irregular = timeline.irregular();
        int begin = timeline.firstOn(from);
        int next = irregular.firstFrom(begin);
        for (int i = Math.max(0, (from - first) / length); i < stretches.length; i++) {
            int last = Math.min(until, first + (i + 1) * length);
            int end = last > first + i * length ? timeline.firstOn(last) : begin;
            int others = 0;
            for (; next < irregular.size() && irregular.at(next) < end; next++) {
                others++;
                if (timeline.counts(irregular.at(next))) {
                    stretches[i].add(timeline.said(irregular.at(next)), 1);
                }
            }
            stretches[i].addPresent(Math.max(0, end - begin) - others);
            begin = Math.max(begin, end);
        }
    }

    /** Lists what counts of a person's days, oldest first, as well. */
    static Total list(Tallied tallied, SubjectFacts person, Span days, AsOf now, FactItems items) {
        Totals totals = new Totals(tallied, days, 1, now);
        Timeline timeline =
                person instanceof EnrolmentFacts enrolment ? enrolment.timeline() : ((StudentFacts) person).timeline();
        OfferingFacts offering = person instanceof EnrolmentFacts enrolment ? enrolment.ofOffering() : null;
        long above = 0;
        long below = 0;
        for (int i = timeline.firstOn(totals.from); i < timeline.size(); i++) {
            Place place = timeline.place(i);
            Said said = timeline.said(i);
            boolean counts = place.heldDay < totals.until
                    && said.status() != Status.UNKNOWN
                    && said.status() != Status.EXEMPT
                    && totals.isIn(place)
                    && (offering == null || place.offering() == offering)
                    && timeline.counts(i);
            long numerator = counts ? Sums.of(totals.definition.numerator(), said) : 0;
            long denominator = counts && !tallied.isCount() ? Sums.of(totals.definition.denominator(), said) : 0;
            if (numerator != 0 || denominator != 0) {
                items.add(timeline.get(i), numerator, null);
                above += numerator;
                below += denominator;
            }
        }
        return new Total(above, below, items.size());
    }

    /** The term so far, counted in times, with nothing on a later day: kept as sums. */
    private boolean isOfTerm(StudentFacts student, AsOf now) {
        return from == now.termFromDay() && until > now.day() && isKept(definition, slot, student, now);
    }

    private static boolean isKept(Definition definition, Slot slot, StudentFacts student, AsOf now) {
        return slot.isAny()
                && (definition.denominator() == null || definition.denominator() instanceof Amount.Times)
                && !student.timeline().isAhead(now.day());
    }

    /** Whether the sum of the window so far is told by little and does not reach the bound, and no day to come is known of. */
    static boolean isShortOf(Tallied tallied, Threshold bound, Direction direction, StudentFacts student, AsOf now) {
        Definition definition = tallied.definition();
        if (definition.numerator() instanceof Amount.OfDay) {
            return !student.hasChecks() && !student.timeline().isAhead(now.day());
        }
        if (definition.numerator() instanceof Enum<?> || !isKept(definition, tallied.slot(), student, now)) {
            return false;
        }
        if (tallied.window() instanceof Window.RollingDays days) {
            return isOfFew(definition, tallied.slot())
                    && !direction.holds(bound.compare(
                            few(definition.numerator(), student.timeline(), now.day() - days.days() + 1, now), 1));
        }
        if (!(tallied.window() instanceof Window.Term)) {
            return false;
        }
        Sums sums = student.timeline().sums(now.termFromDay(), now.termUntilDay());
        long denominator = definition.denominator() == null ? 1 : sums.of(definition.denominator());
        return !direction.holds(bound.compare(sums.of(definition.numerator()), denominator));
    }

    /** Whether it is a count, at any hour, to which mere presence adds nothing. */
    static boolean isOfFew(Definition definition, Slot slot) {
        return definition.denominator() == null
                && Adding.isOfTimes(definition)
                && slot.isAny()
                && !(definition.numerator() instanceof Amount.Times times
                        && times.statuses().has(Status.PRESENT));
    }

    /** Index of the oldest that adds to such a count since the day; −1 = none. */
    static int oldest(Amount amount, Timeline timeline, int since, AsOf now) {
        Irregular irregular = timeline.irregular();
        int next = irregular.firstFrom(timeline.firstOn(Math.max(since, now.termFromDay())));
        while (next < irregular.size() && of(amount, timeline, irregular.at(next), now) == 0) {
            next++;
        }
        return next < irregular.size() ? irregular.at(next) : -1;
    }

    private static long of(Amount amount, Timeline timeline, int index, AsOf now) {
        boolean counts = timeline.place(index).heldDay < now.termUntilDay() && timeline.counts(index);
        return counts ? Sums.of(amount, timeline.said(index)) : 0;
    }

    /** What is said since the day, of an amount to which mere presence adds nothing. */
    private static long few(Amount amount, Timeline timeline, int since, AsOf now) {
        int from = Math.max(since, now.termFromDay());
        Irregular irregular = timeline.irregular();
        long sum = 0;
        for (int i = irregular.size() - 1; i >= 0; i--) {
            if (timeline.place(irregular.at(i)).heldDay < from) {
                break;
            }
            sum += of(amount, timeline, irregular.at(i), now);
        }
        return sum;
    }

    /** Of a window of so many sessions or observations: a session is taken whole, and only one in which anything counts. */
    static Total ofLatest(Tallied tallied, List<Place> places, AsOf now) {
        Total sum = Total.NOTHING;
        SessionFacts latest = null;
        int sessions = 0;
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            boolean isOfLatest = place.roll.session() == latest;
            if (!isOfLatest && tallied.isFull(sessions, sum.n())) {
                break;
            }
            boolean counts = place.heldDay <= now.day()
                    && place.heldDay >= now.termFromDay()
                    && place.heldDay < now.termUntilDay()
                    && !place.roll.isSuspect()
                    && isIn(place, tallied.slot());
            Adding added = new Adding(tallied.definition());
            for (int kind = 0; counts && kind < place.kinds(); kind++) {
                added.add(place.said(kind), place.count(kind));
            }
            if (!added.isNothing()) {
                sum = sum.plus(added.total());
                sessions += isOfLatest ? 0 : 1;
                latest = place.roll.session();
            }
        }
        return sum;
    }

    private Total ofTerm(Timeline timeline, AsOf now) {
        Sums sums = timeline.sums(from, now.termUntilDay());
        long denominator = definition.denominator() == null ? sums.known() : sums.of(definition.denominator());
        return new Total(sums.of(definition.numerator()), denominator, (int) denominator);
    }

    private boolean isIn(Place place) {
        return isAnySlot || isIn(place, slot);
    }

    private static boolean isIn(Place place, Slot slot) {
        return slot.isAny()
                || slot.contains(place.heldOn().getDayOfWeek(), place.at().firstPeriod());
    }
}
