package cn.zhenmai.measure;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sessions of a timetable by the units that they are of, in order of start; sorted when a roll is first asked for. */
final class Timetabled {

    private final Map<Subject, ArrayList<SessionFacts>> byUnit = new HashMap<>();
    /** Of each unit the first session whose roll call was due later than {@link #since}. */
    private final Map<Subject, Integer> firstDue = new HashMap<>();

    private Instant since;
    /** What was added up of past days; those of a day hold until one of its rolls changes. */
    private final Map<Subject, RollDays> rollDays = new HashMap<>();

    /** By day, from {@link #firstDay} on. */
    private int[] edits = {};

    private int firstDay;

    Timetabled(School school, Subjects subjects) {
        for (Session session : school.sessions()) {
            SessionFacts facts = subjects.session(session.id());
            for (Subject unit : units(session, school)) {
                byUnit.computeIfAbsent(unit, none -> new ArrayList<>()).add(facts);
            }
        }
        byUnit.values().forEach(ArrayList::trimToSize);
    }

    private static Set<Subject> units(Session session, School school) {
        Set<Subject> units = new LinkedHashSet<>();
        units.add(new Subject(Subject.Kind.SCHOOL, Subjects.SCHOOL));
        add(units, Subject.Kind.OFFERING, session.offering());
        add(units, Subject.Kind.TEACHER, session.teacher());
        for (String classId : session.classes()) {
            add(units, Subject.Kind.CLASS, classId);
            add(units, Subject.Kind.COLLEGE, school.collegeOfClass(classId));
            add(
                    units,
                    Subject.Kind.PROGRAM,
                    school.administrativeClass(classId)
                            .map(Registry.AdministrativeClass::program)
                            .orElse(null));
        }
        return units;
    }

    private static void add(Set<Subject> units, Subject.Kind kind, String id) {
        if (id != null) {
            units.add(new Subject(kind, id));
        }
    }

    /**
     * Those held in [from, until), but none of the beginning of the term whose roll call was due at {@code since} or before: a service
     * that came in mid-term would look through weeks of them at each step.
     */
    List<SessionFacts> dueAfter(Instant since, Subject unit, LocalDate from, LocalDate until) {
        if (!since.equals(this.since)) {
            forget(since);
        }
        List<SessionFacts> known = byUnit.get(unit);
        List<SessionFacts> all = known == null ? List.of() : known;
        int first = Math.max(firstOn(all, from), firstDue.computeIfAbsent(unit, of -> firstDueAfter(all)));
        return all.subList(first, Math.max(first, firstOn(all, until)));
    }

    /** A roll of the day has become called, or is not any more, or otherwise in time. */
    void rollChanged(int day) {
        if (edits.length == 0) {
            firstDay = day;
        }
        int before = Math.max(0, firstDay - day);
        int length = Math.max(edits.length + before, day - firstDay + 1);
        if (length > edits.length) {
            int[] more = new int[length];
            System.arraycopy(edits, 0, more, before, edits.length);
            edits = more;
            firstDay -= before;
        }
        edits[day - firstDay]++;
    }

    /** Grows as rolls of the day change. */
    int edits(int day) {
        return day < firstDay || day >= firstDay + edits.length ? 0 : edits[day - firstDay];
    }

    RollDays rollDays(Instant due, Subject unit) {
        if (!due.equals(since)) {
            forget(due);
        }
        return rollDays.computeIfAbsent(unit, none -> new RollDays());
    }

    private void forget(Instant due) {
        firstDue.clear();
        rollDays.clear();
        since = due;
    }

    private int firstDueAfter(List<SessionFacts> all) {
        int first = 0;
        while (first < all.size() && !isDueAfter(all.get(first).session().rollCallDueAt())) {
            first++;
        }
        return first;
    }

    private boolean isDueAfter(Instant due) {
        return due != null && due.isAfter(since);
    }

    /** Index of the first that is held on the day or later. */
    private static int firstOn(List<SessionFacts> all, LocalDate day) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).session().heldOn().isBefore(day)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
