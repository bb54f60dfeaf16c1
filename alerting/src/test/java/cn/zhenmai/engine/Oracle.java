package cn.zhenmai.engine;

import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which alerts should stand, from all facts, from scratch, by the words of the standard rules and with their numbers written out. It
 * shares no code with the engine: lines are "rule subject LEVEL CONDITION".
 */
final class Oracle {

    private record Row(String student, SessionId session, Standing standing) {
        Instant start() {
            return standing.at().startsAt();
        }

        LocalDate day() {
            return standing.at().heldOn();
        }

        boolean is(Status... any) {
            return List.of(any).contains(standing.status());
        }

        boolean seen() {
            return is(Status.PRESENT, Status.LATE, Status.EARLY);
        }
    }

    private final School school;
    private final Told.State facts;
    private final Instant now;
    private final Instant since;
    private final LocalDate termEnd;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> aside = new HashSet<>();
    private final Set<String> lines = new TreeSet<>();

    private Oracle(School school, Told.State facts, Instant since, Instant now, LocalDate termEnd) {
        this.school = school;
        this.facts = facts;
        this.now = now;
        this.since = since;
        this.termEnd = termEnd;
    }

    static Set<String> open(School school, Told.State facts, Instant since, Instant now, LocalDate termEnd) {
        Oracle oracle = new Oracle(school, facts, since, now, termEnd);
        if (now.isBefore(termEnd.atStartOfDay(School.ZONE).toInstant())) {
            oracle.all();
        }
        return oracle.lines;
    }

    private void all() {
        facts.attendance().forEach((place, standing) -> rows.add(new Row(place.student(), place.session(), standing)));
        rows.sort(Comparator.comparing(Row::start).thenComparing(Row::session));
        school.sessions().stream().filter(Session::isHeld).forEach(this::rolls);
        Map<String, List<Row>> byStudent = new TreeMap<>();
        Map<String, List<Row>> byEnrolment = new TreeMap<>();
        for (Row row : rows) {
            byStudent.computeIfAbsent(row.student(), none -> new ArrayList<>()).add(row);
            byEnrolment
                    .computeIfAbsent(row.student() + "/" + row.standing().at().offering(), none -> new ArrayList<>())
                    .add(row);
        }
        byStudent.forEach(this::student);
        byEnrolment.forEach(this::enrolment);
        school.sessions().stream().filter(Session::isHeld).forEach(this::session);
        school.registry().offerings().forEach(offering -> {
            checks(offering.id());
            evaluations(offering.id());
        });
    }

    private void line(String rule, String subject, String level, boolean stabilised) {
        lines.add(rule + " " + subject + " " + level + " " + (stabilised ? "STABILISED" : "FIRING"));
    }

    private List<Row> roll(Session session, String roll) {
        return rows.stream()
                .filter(r -> r.session().equals(session.id())
                        && roll.equals(r.standing().at().roll()))
                .toList();
    }

    private Set<String> rollsOf(Session session) {
        Set<String> rolls = new TreeSet<>();
        rows.stream()
                .filter(r -> r.session().equals(session.id()))
                .forEach(r -> rolls.add(r.standing().at().roll()));
        return rolls;
    }

    private int expected(Session session, String roll) {
        return (int) school.roster(session).stream()
                .filter(RosterEntry::expected)
                .filter(e -> e.roll().equals(roll))
                .count();
    }

    private boolean complete(Session session, String roll) {
        long said = roll(session, roll).stream()
                .filter(r -> !r.is(Status.UNKNOWN, Status.EXEMPT))
                .count();
        return facts.calls().containsKey(new Told.Roll(session.id(), roll))
                || said > 0 && said >= expected(session, roll);
    }

    private void rolls(Session session) {
        for (String name : rollsOf(session)) {
            List<Row> roll = roll(session, name);
            long seen = roll.stream().filter(Row::seen).count();
            long absent = roll.stream().filter(r -> r.is(Status.ABSENT)).count();
            long looked = seen
                    + absent
                    + roll.stream().filter(r -> r.is(Status.UNKNOWN)).count();
            if (looked < 5 || !complete(session, name)) {
                continue;
            }
            RollCall call = facts.calls().get(new Told.Roll(session.id(), name));
            boolean reader = call != null && call.mode() == RollCall.Mode.READER;
            boolean confirmed =
                    call != null && absent == looked && !call.recordedAt().isBefore(session.endsAt());
            if (reader ? seen * 10 <= looked : seen == 0 && !confirmed) {
                aside.add(session.id() + "/" + name);
                line("class-absent", session.id() + "/" + name, "YELLOW", false);
            }
        }
    }

    private boolean counts(Row row) {
        return row.seen()
                || !aside.contains(row.session() + "/" + row.standing().at().roll());
    }

    private void student(String student, List<Row> all) {
        int sum = 0;
        int late = 0;
        int quiet = 0;
        boolean stabilised = false;
        String level = null;
        int inARow = 0;
        for (Row row : all) {
            int added = counts(row) ? row.standing().missedPeriods() : 0;
            if (added == 0 && row.is(Status.LATE, Status.EARLY) && ++late % 3 == 0) {
                added = 1;
            }
            if (added > 0) {
                sum += added;
                quiet = 0;
                String reached =
                        sum >= 20 ? "RED" : sum >= 10 ? "ORANGE" : sum >= 8 ? "YELLOW" : sum >= 4 ? "BLUE" : null;
                stabilised = stabilised && reached != null && reached.equals(level);
                level = reached;
            } else if (row.seen() && ++quiet >= 10 && level != null) {
                stabilised = true;
            }
            inARow = row.seen() ? 0 : inARow + (counts(row) && row.is(Status.ABSENT) ? 1 : 0);
        }
        if (level != null) {
            line("absent-periods", student, level, stabilised);
        }
        if (inARow >= 3) {
            line("missed-in-a-row", student, inARow >= 6 ? "ORANGE" : "YELLOW", false);
        }
        if (daysWithoutTrace(student, all) > 0) {
            line("day-without-presence", student, "RED", false);
        }
    }

    private long daysWithoutTrace(String student, List<Row> all) {
        LocalDate trace = LocalDate.MIN;
        for (Row row : all) {
            boolean traced = row.seen() || row.is(Status.SICK, Status.PERSONAL, Status.OFFICIAL);
            trace = traced && row.day().isAfter(trace) ? row.day() : trace;
        }
        Set<LocalDate> days = new TreeSet<>();
        for (Row row : all) {
            boolean called = row.is(Status.ABSENT)
                    || row.is(Status.UNKNOWN)
                            && facts.calls()
                                    .containsKey(new Told.Roll(
                                            row.session(), row.standing().at().roll()));
            if (row.day().isAfter(trace) && called && counts(row)) {
                days.add(row.day());
            }
        }
        return days.stream()
                .filter(day -> !covered(student, day) && over(student, day, all))
                .count();
    }

    private boolean covered(String student, LocalDate day) {
        return facts.slips().values().stream()
                .filter(slip -> slip.student().equals(student))
                .filter(slip -> slip.state() == LeaveSlip.State.APPROVED || slip.state() == LeaveSlip.State.RETURNED)
                .anyMatch(
                        slip -> slip.to().isAfter(day.atStartOfDay(School.ZONE).toInstant()));
    }

    private boolean over(String student, LocalDate day, List<Row> all) {
        if (!day.plusDays(1).atStartOfDay(School.ZONE).toInstant().isAfter(now)) {
            return true;
        }
        boolean planned = school.sessionsOf(student, day, day.plusDays(1)).stream()
                .allMatch(s -> !s.endsAt().isAfter(now));
        return planned
                && all.stream()
                        .filter(r -> r.day().equals(day))
                        .allMatch(r -> !r.standing().at().endsAt().isAfter(now));
    }

    private void enrolment(String enrolment, List<Row> all) {
        int planned = school.plannedPeriods(enrolment.substring(enrolment.indexOf('/') + 1));
        int missed = 0;
        int quiet = 0;
        String level = null;
        boolean stabilised = false;
        for (Row row : all) {
            int added = counts(row) ? row.standing().missedPeriods() : 0;
            if (added > 0) {
                missed += added;
                quiet = 0;
                String reached = missed * 3 >= planned ? "RED" : missed * 4 >= planned ? "ORANGE" : null;
                stabilised = stabilised && reached != null && reached.equals(level);
                level = reached;
            } else if (row.seen() && ++quiet >= 10 && level != null) {
                stabilised = true;
            }
        }
        if (level != null) {
            line("missed-share", enrolment, level, stabilised);
        }
    }

    private void session(Session session) {
        Set<String> called = new TreeSet<>();
        facts.calls().keySet().stream()
                .filter(r -> r.session().equals(session.id()))
                .forEach(r -> called.add(r.classId()));
        Set<String> rolls = rollsOf(session);
        boolean due =
                !session.rollCallDueAt().isAfter(now) && session.rollCallDueAt().isAfter(since);
        boolean expected = school.roster(session).stream().anyMatch(RosterEntry::expected);
        if (due && expected && called.isEmpty() && rolls.isEmpty()) {
            line("no-roll-call", session.id().toString(), "YELLOW", false);
        }
        if (rolls.isEmpty() && called.isEmpty()) {
            return;
        }
        boolean all = school.roster(session).stream()
                .filter(RosterEntry::expected)
                .allMatch(e -> complete(session, e.roll()));
        if (all || !session.endsAt().isAfter(now) && !called.isEmpty()) {
            rate(session, rolls);
        }
    }

    private void rate(Session session, Set<String> rolls) {
        int present = 0;
        int n = 0;
        for (String roll : rolls) {
            if (!aside.contains(session.id() + "/" + roll)) {
                for (Row row : roll(session, roll)) {
                    present += row.seen() ? 1 : 0;
                    n += row.seen() || row.is(Status.ABSENT, Status.SICK, Status.PERSONAL) ? 1 : 0;
                }
            }
        }
        if (n >= 10 && present * 100 < 85 * n) {
            line("session-attendance", session.id().toString(), present * 100 < 70 * n ? "ORANGE" : "YELLOW", false);
        }
    }

    private void checks(String offering) {
        Map<String, List<Told.Result>> checks = new TreeMap<>();
        for (Told.Result result : facts.checks().values()) {
            LessonCheck check = result.check();
            boolean taken = check.state() == LessonCheck.State.TAKEN || check.state() == LessonCheck.State.MAKEUP;
            if (check.offering().equals(offering) && taken && check.score() != null) {
                String key = result.at().startsAt() + " " + check.session() + " " + check.check();
                checks.computeIfAbsent(key, none -> new ArrayList<>()).add(result);
            }
        }
        List<List<Told.Result>> inOrder = new ArrayList<>(checks.values());
        boolean firing = false;
        for (int i = 0; i < inOrder.size(); i++) {
            int n = 0;
            int passed = 0;
            for (int j = Math.max(0, i - 2); j <= i; j++) {
                for (Told.Result result : inOrder.get(j)) {
                    n++;
                    BigDecimal needed = result.check().max().multiply(new BigDecimal("0.6"));
                    boolean pass = result.check().score().compareTo(needed) >= 0;
                    passed += pass ? 1 : 0;
                }
            }
            firing = n >= 10 && (passed * 100 < 60 * n || firing && passed * 100 < 65 * n);
        }
        if (firing) {
            line("check-pass-rate", offering, "YELLOW", false);
        }
    }

    private void evaluations(String offering) {
        boolean firing = false;
        for (LearningEvaluation evaluation : facts.evaluations().values()) {
            if (evaluation.offering().equals(offering)) {
                BigDecimal sum = evaluation.items().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal n = BigDecimal.valueOf(evaluation.items().size());
                boolean low = sum.compareTo(n.multiply(new BigDecimal("3.5"))) < 0;
                firing = low || firing && sum.compareTo(n.multiply(new BigDecimal("3.7"))) < 0;
            }
        }
        if (firing) {
            line("learning-evaluation", offering, "YELLOW", false);
        }
    }
}
