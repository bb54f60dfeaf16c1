package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what a definition counts of a subject, latest first, one entry a session; each kind of subject keeps it otherwise. */
final class Entries {

    private final Definition definition;
    private final Slot slot;

    Entries(Definition definition, Slot slot) {
        this.definition = definition;
        this.slot = slot;
    }

    /** In event time, of the days in [from, until); null = open. Stops at the first that {@code enough} says. */
    List<Entry> of(SubjectFacts subject, LocalDate from, LocalDate until, AsOf now, Predicate<List<Entry>> enough) {
        List<Entry> found = new ArrayList<>();
        if (definition.numerator() instanceof Amount.OfRoll) {
            new Rolls(definition, slot, subject, now).collect(from, until, found);
            return found;
        }
        if (definition.numerator() instanceof Amount.OfEvaluation) {
            Evaluations.collect(subject, from, until, now, found);
            return found;
        }
        if (definition.numerator() instanceof Amount.OfBallots) {
            Ballots.collect(definition, subject, from, until, now, found);
            return found;
        }
        Tallies tallies = tallies(subject);
        if (definition.numerator() instanceof Amount.OfDay || tallies != null && !tallies.isByPlace()) {
            tallies = tallies == null ? ((StudentFacts) subject).checks() : tallies;
            days(tallies, from, until, now, found);
        } else if (tallies != null) {
            places(tallies.places(), from, until, now, enough, found);
            Collections.reverse(found);
        } else {
            facts(subject, from, until, now, enough, found);
            Collections.reverse(found);
        }
        return found;
    }

    /** Whether the subject has anything on a later day. */
    static boolean isAhead(SubjectFacts subject, LocalDate today) {
        Tallies tallies = tallies(subject);
        if (tallies != null) {
            return tallies.isAhead(today);
        }
        Timeline timeline = subject instanceof EnrolmentFacts enrolment
                ? enrolment.timeline()
                : ((StudentFacts) subject).timeline();
        int last = timeline.size() - 1;
        boolean checks = subject instanceof StudentFacts student
                && student.hasChecks()
                && student.checks().isAhead(today);
        return checks || last >= 0 && timeline.place(last).heldDay > today.toEpochDay();
    }

    /** Null for a person. */
    static Tallies tallies(SubjectFacts subject) {
        if (subject instanceof UnitFacts unit) {
            return unit.tallies();
        }
        return subject instanceof OfferingFacts offering ? offering.tallies() : null;
    }

    private static boolean isIn(LocalDate day, LocalDate from, LocalDate until, AsOf now) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until)) && now.isInTerm(day);
    }

    private void facts(
            SubjectFacts subject,
            LocalDate from,
            LocalDate until,
            AsOf now,
            Predicate<List<Entry>> enough,
            List<Entry> found) {
        String offering = subject instanceof EnrolmentFacts enrolment ? enrolment.offering() : null;
        Timeline timeline = subject instanceof EnrolmentFacts enrolment
                ? enrolment.timeline()
                : ((StudentFacts) subject).timeline();
        for (int i = timeline.size() - 1; i >= 0 && !enough.test(found); i--) {
            Place place = timeline.place(i);
            LocalDate day = place.heldOn();
            if (from != null && day.isBefore(from)) {
                break;
            }
            Said said = timeline.said(i);
            boolean counts = isKnown(said.status())
                    && (!place.roll.isSuspect() || said.status().isPresent());
            if (counts
                    && isIn(day, from, until, now)
                    && slot.contains(day.getDayOfWeek(), place.at().firstPeriod())
                    && (offering == null || offering.equals(place.at().offering()))) {
                Entry entry = entry(place, timeline.get(i), said, 1);
                if (!entry.isEmpty()) {
                    found.add(entry);
                }
            }
        }
    }

    private static boolean isKnown(Status status) {
        return status != Status.UNKNOWN && status != Status.EXEMPT;
    }

    private Entry entry(Place place, Fact fact, Said said, int facts) {
        long numerator = Sums.of(definition.numerator(), said) * facts;
        long denominator = isCount() ? facts : Sums.of(definition.denominator(), said) * facts;
        int n = isCount() || denominator != 0 ? facts : 0;
        return new Entry(
                place.startsAt(),
                place.heldOn(),
                place.at().firstPeriod(),
                place,
                fact,
                null,
                numerator,
                denominator,
                n);
    }

    private boolean isCount() {
        return definition.denominator() == null;
    }

    private void places(
            List<Place> places,
            LocalDate from,
            LocalDate until,
            AsOf now,
            Predicate<List<Entry>> enough,
            List<Entry> found) {
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            boolean isOfLatest =
                    !found.isEmpty() && found.get(found.size() - 1).place().roll.session() == place.roll.session();
            if (from != null && place.heldOn().isBefore(from) || !isOfLatest && enough.test(found)) {
                break;
            }
            boolean counts = !place.roll.isSuspect()
                    && isIn(place.heldOn(), from, until, now)
                    && slot.contains(place.heldOn().getDayOfWeek(), place.at().firstPeriod());
            Entry sum = counts ? sum(place) : null;
            if (sum != null && !sum.isEmpty()) {
                if (isOfLatest) {
                    found.set(found.size() - 1, found.get(found.size() - 1).plus(sum));
                } else {
                    found.add(sum);
                }
            }
        }
    }

    /** Null where nothing counts. */
    private Entry sum(Place place) {
        Entry sum = null;
        for (int kind = 0; kind < place.kinds(); kind++) {
            if (place.count(kind) > 0 && isKnown(place.said(kind).status())) {
                Entry entry = entry(place, null, place.said(kind), place.count(kind));
                sum = sum == null ? entry : sum.plus(entry);
            }
        }
        return sum;
    }

    /** The entries of sessions taken apart again, one a place. */
    List<Entry> apart(List<Entry> entries, List<Place> places) {
        Set<SessionFacts> sessions = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.place() != null) {
                sessions.add(entry.place().roll.session());
            }
        }
        List<Entry> found = new ArrayList<>();
        for (Place place : places) {
            Entry sum = sessions.contains(place.roll.session()) && !place.roll.isSuspect() ? sum(place) : null;
            if (sum != null && !sum.isEmpty()) {
                found.add(sum);
            }
        }
        return found;
    }

    private void days(Tallies tallies, LocalDate from, LocalDate until, AsOf now, List<Entry> found) {
        LocalDate first = from == null ? now.termFrom() : from;
        LocalDate end = until == null ? now.termUntil() : until;
        if (first == null || end == null || !first.isBefore(end)) {
            return;
        }
        tallies.days(first, end).forEach((day, sums) -> {
            if (now.isInTerm(day) && slot.contains(day.getDayOfWeek(), slot.firstPeriod())) {
                long numerator = sums.of(definition.numerator());
                long known = definition.numerator() instanceof Amount.OfTeacher
                        ? sums.of(Amount.OfTeacher.SEEN)
                        : sums.known();
                long denominator = isCount() ? known : sums.of(definition.denominator());
                int n = (int) (definition.scale() > 1 ? sums.of(Amount.OfCheck.MARKED) : denominator);
                Entry entry = Entry.ofDay(day, null, numerator, denominator, n);
                if (!entry.isEmpty()) {
                    found.add(entry);
                }
            }
        });
    }
}
