package cn.zhenmai.engine;

import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which alerts should stand, from all facts, from scratch, by the words of the rules and with their numbers written out. It shares no
 * code with the engine: lines are "rule subject LEVEL CONDITION".
 */
final class Oracle {

    private record Row(String student, SessionId session, Told.Roll roll, Standing standing) {
        Instant start() {
            return standing.at().startsAt();
        }

        LocalDate day() {
            return standing.at().heldOn();
        }

        boolean is(Status... any) {
            for (Status one : any) {
                if (standing.status() == one) {
                    return true;
                }
            }
            return false;
        }

        boolean seen() {
            return is(Status.PRESENT, Status.LATE, Status.EARLY);
        }
    }

    private final School school;
    private final Told.State facts;
    private final Edition edition;
    private final Instant now;
    private final LocalDate today;
    private final Instant since;
    private final LocalDate termEnd;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Told.Roll, List<Row>> byRoll = new HashMap<>();
    private final Map<SessionId, Set<String>> rollsOf = new HashMap<>();
    private final Map<SessionId, Set<String>> calledOf = new HashMap<>();
    private final Map<SessionId, Map<String, Integer>> expectedOf = new HashMap<>();
    private final Set<Told.Roll> aside = new HashSet<>();
    private final Set<String> lines = new TreeSet<>();

    private Oracle(School school, Told.State facts, Edition edition, Instant since, Instant now, LocalDate termEnd) {
        this.school = school;
        this.facts = facts;
        this.edition = edition;
        this.now = now;
        this.today = now.atZone(School.ZONE).toLocalDate();
        this.since = since;
        this.termEnd = termEnd;
    }

    static Set<String> open(
            School school, Told.State facts, Edition edition, Instant since, Instant now, LocalDate termEnd) {
        Oracle oracle = new Oracle(school, facts, edition, since, now, termEnd);
        if (now.isBefore(termEnd.atStartOfDay(School.ZONE).toInstant())) {
            oracle.all();
        }
        oracle.lines.addAll(OracleOfResults.open(school, facts, now, termEnd));
        return oracle.lines;
    }

    private void all() {
        facts.attendance()
                .forEach((place, standing) -> rows.add(new Row(
                        place.student(),
                        place.session(),
                        new Told.Roll(place.session(), standing.at().roll()),
                        standing)));
        rows.sort(Comparator.comparing(Row::start).thenComparing(Row::session));
        Map<String, List<Row>> byStudent = new TreeMap<>();
        for (Row row : rows) {
            byRoll.computeIfAbsent(row.roll(), none -> new ArrayList<>()).add(row);
            rollsOf.computeIfAbsent(row.session(), none -> new TreeSet<>())
                    .add(row.standing().at().roll());
            byStudent.computeIfAbsent(row.student(), none -> new ArrayList<>()).add(row);
        }
        for (Told.Roll call : facts.calls().keySet()) {
            calledOf.computeIfAbsent(call.session(), none -> new TreeSet<>()).add(call.classId());
        }
        List<Session> held = school.sessions().stream().filter(Session::isHeld).toList();
        held.forEach(this::rolls);
        byStudent.forEach(this::student);
        byStudent.forEach(this::enrolments);
        held.forEach(this::session);
        units();
        for (Registry.Offering offering : school.registry().offerings()) {
            checks(offering.id());
            evaluations(offering.id());
        }
    }

    private void line(String rule, String subject, String level, boolean stabilised) {
        lines.add(rule + " " + subject + " " + level + " " + (stabilised ? "STABILISED" : "FIRING"));
    }

    private List<Row> roll(Session session, String roll) {
        return byRoll.getOrDefault(new Told.Roll(session.id(), roll), List.of());
    }

    private Set<String> rollsOf(Session session) {
        return rollsOf.getOrDefault(session.id(), Set.of());
    }

    private Map<String, Integer> expected(Session session) {
        return expectedOf.computeIfAbsent(session.id(), none -> {
            Map<String, Integer> counted = new HashMap<>();
            for (RosterEntry entry : school.roster(session)) {
                counted.merge(entry.roll(), entry.expected() ? 1 : 0, Integer::sum);
            }
            return counted;
        });
    }

    private boolean called(Session session, String roll) {
        return calledOf.getOrDefault(session.id(), Set.of()).contains(roll);
    }

    private boolean complete(Session session, String roll) {
        long said = roll(session, roll).stream()
                .filter(r -> !r.is(Status.UNKNOWN, Status.EXEMPT))
                .count();
        return called(session, roll) || said > 0 && said >= expected(session).getOrDefault(roll, 0);
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
                aside.add(new Told.Roll(session.id(), name));
                if (isOfTerm(session.heldOn())) {
                    line("class-absent", session.id() + "/" + name, "YELLOW", false);
                }
            }
        }
    }

    /** A session may be moved beyond the term: it still is the course's, but none of the term. */
    private boolean isOfTerm(LocalDate day) {
        return day.isBefore(termEnd);
    }

    private boolean counts(Row row) {
        return row.seen() || !aside.contains(row.roll());
    }

    /** What each row adds to the absent periods, every {@code per}-th lateness one (0 = none). */
    private int[] added(List<Row> all, int per) {
        int[] added = new int[all.size()];
        int late = 0;
        for (int i = 0; i < added.length; i++) {
            Row row = all.get(i);
            if (!isOfTerm(row.day())) {
                continue;
            }
            added[i] = counts(row) ? row.standing().missedPeriods() : 0;
            if (per > 0 && added[i] == 0 && row.is(Status.LATE, Status.EARLY) && ++late % per == 0) {
                added[i] = 1;
            }
        }
        return added;
    }

    private String absenceLevel(int sum) {
        List<String> names = List.of("BLUE", "YELLOW", "ORANGE", "RED");
        String level = null;
        for (int i = 0; i < 4; i++) {
            level = sum >= edition.absences().get(i) ? names.get(i) : level;
        }
        return level;
    }

    private void student(String student, List<Row> all) {
        int[] added = added(all, 3);
        int sum = 0;
        int quiet = 0;
        boolean stabilised = false;
        String level = null;
        int inARow = 0;
        for (int i = 0; i < added.length; i++) {
            Row row = all.get(i);
            if (added[i] > 0) {
                sum += added[i];
                quiet = 0;
                String reached = absenceLevel(sum);
                stabilised = stabilised && reached != null && reached.equals(level);
                level = reached;
            } else if (row.seen() && ++quiet >= 10 && level != null) {
                stabilised = true;
            }
            if (isOfTerm(row.day())) {
                inARow = row.seen() ? 0 : inARow + (counts(row) && row.is(Status.ABSENT) ? 1 : 0);
            }
        }
        if (level != null) {
            line("absent-periods", student, level, stabilised);
        }
        if (inARow >= 3 && edition.inARow()) {
            line("missed-in-a-row", student, inARow >= 6 ? "ORANGE" : "YELLOW", false);
        }
        if (daysWithoutTrace(
                        student, all.stream().filter(row -> isOfTerm(row.day())).toList())
                > 0) {
            line("day-without-presence", student, "RED", false);
        }
        conditions(student, all, added);
    }

    private void conditions(String student, List<Row> all, int[] added) {
        TreeMap<Instant, Long> sums = sums(all, added);
        InTime six = atLeast(sums, 6).lasting(Duration.ofHours(48), Duration.ofHours(30));
        if (six.at(now)) {
            line("six-for-two-days", student, "RED", false);
        }
        InTime red = atLeast(sums, 12).or(atLeast(sums, 10).lasting(Duration.ofHours(36), Duration.ZERO));
        InTime yellow = atLeast(sums, 4).and(atLeast(sums, 8).not());
        if (red.at(now) || yellow.at(now)) {
            line("together", student, red.at(now) ? "RED" : "YELLOW", false);
        }
        int plain = 0;
        for (int one : added(all, 0)) {
            plain += one;
        }
        String own = school.classOf(student, today)
                .map(Registry.AdministrativeClass::id)
                .orElse("");
        if (plain >= 2 && own.equals("A")) {
            line("class-a", student, "BLUE", false);
        }
        boolean inK2 = "K2".equals(school.collegeOfClass(own));
        if (plain >= (inK2 ? 5 : 3)) {
            line(inK2 ? "by-unit@k2" : "by-unit", student, inK2 ? "YELLOW" : "BLUE", false);
        }
        if (plain >= 2) {
            line("rests", student, plain >= 6 ? "ORANGE" : "BLUE", false);
        }
        tallies(student, all);
    }

    private static boolean expected(Row row) {
        return row.seen() || row.is(Status.ABSENT, Status.SICK, Status.PERSONAL);
    }

    private void tallies(String student, List<Row> all) {
        int times = 0;
        int missed = 0;
        int n = 0;
        for (Row row : all) {
            if (counts(row) && isOfTerm(row.day()) && !row.day().isAfter(today) && expected(row)) {
                times += row.is(Status.ABSENT) && row.day().isAfter(today.minusDays(7)) ? 1 : 0;
                missed += row.seen() ? 0 : 1;
                n++;
            }
        }
        if (times >= edition.inAWeek()) {
            line("absent-week", student, "YELLOW", false);
        }
        if (n >= 6 && missed * 10 >= n * 3) {
            line("missed-much", student, "YELLOW", false);
        }
    }

    /** Rates of classes, offerings and colleges; a roll that is set aside is in none of them. */
    private void units() {
        LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        Map<String, int[]> classes = new TreeMap<>();
        Map<String, int[]> colleges = new TreeMap<>();
        Map<String, List<Row>> offerings = new TreeMap<>();
        Map<LocalDate, Boolean> ofThisMonth = new HashMap<>();
        for (Row row : rows) {
            if (aside.contains(row.roll())
                    || !expected(row)
                    || !isOfTerm(row.day())
                    || row.day().isAfter(today)) {
                continue;
            }
            if (row.day().isBefore(monday) && !row.day().isBefore(monday.minusWeeks(1))) {
                count(classes, row.standing().at().classId(), row);
            }
            if (ofThisMonth.computeIfAbsent(row.day(), this::isOfThisMonth)) {
                count(colleges, row.standing().at().college(), row);
            }
            offerings
                    .computeIfAbsent(row.standing().at().offering(), none -> new ArrayList<>())
                    .add(row);
        }
        classes.forEach((id, of) -> low("class-week", id, of, 30, edition.ofClasses(), "YELLOW"));
        colleges.forEach((id, of) -> low("college-month", id, of, 50, 87, "BLUE"));
        offerings.forEach((id, of) -> low("course-three", id, lastThree(of), 20, edition.ofClasses(), "YELLOW"));
    }

    private boolean isOfThisMonth(LocalDate day) {
        return school.monthOf(today).isPresent() && school.monthOf(day).equals(school.monthOf(today));
    }

    private static void count(Map<String, int[]> into, String unit, Row row) {
        if (unit != null) {
            int[] sums = into.computeIfAbsent(unit, none -> new int[2]);
            sums[0] += row.seen() ? 1 : 0;
            sums[1]++;
        }
    }

    /** Seen and expected of the last three sessions; the rows are in order. */
    private static int[] lastThree(List<Row> of) {
        int[] sums = new int[2];
        Set<SessionId> sessions = new HashSet<>();
        for (int i = of.size() - 1; i >= 0; i--) {
            sessions.add(of.get(i).session());
            if (sessions.size() > 3) {
                break;
            }
            sums[0] += of.get(i).seen() ? 1 : 0;
            sums[1]++;
        }
        return sums;
    }

    private void low(String rule, String unit, int[] sums, int least, int percent, String level) {
        if (sums[1] >= least && sums[0] * 100 < percent * sums[1]) {
            line(rule, unit, level, false);
        }
    }

    private static TreeMap<Instant, Long> sums(List<Row> all, int[] added) {
        TreeMap<Instant, Long> sums = new TreeMap<>();
        long sum = 0;
        for (int i = 0; i < added.length; i++) {
            sum += added[i];
            if (added[i] > 0) {
                sums.put(all.get(i).start(), sum);
            }
        }
        return sums;
    }

    private static InTime atLeast(TreeMap<Instant, Long> sums, long bound) {
        TreeMap<Instant, Boolean> values = new TreeMap<>();
        sums.forEach((at, sum) -> values.put(at, sum >= bound));
        return InTime.of(values);
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
                            && calledOf.getOrDefault(row.session(), Set.of())
                                    .contains(row.standing().at().roll());
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
                .map(Oracle::end)
                .anyMatch(end -> end.isAfter(day.atStartOfDay(School.ZONE).toInstant()));
    }

    /** Who came back early is on leave until then. */
    private static Instant end(LeaveSlip slip) {
        boolean early =
                slip.state() == LeaveSlip.State.RETURNED && slip.recordedAt().isBefore(slip.to());
        return early ? slip.recordedAt() : slip.to();
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

    private int missed(Row row) {
        boolean onLeave = edition.leaveCounts() && row.is(Status.SICK, Status.PERSONAL);
        int periods =
                onLeave ? row.standing().expectedPeriods() : row.standing().missedPeriods();
        return counts(row) ? periods : 0;
    }

    private void enrolments(String student, List<Row> all) {
        Map<String, List<Row>> byOffering = new TreeMap<>();
        for (Row row : all) {
            byOffering
                    .computeIfAbsent(row.standing().at().offering(), none -> new ArrayList<>())
                    .add(row);
        }
        byOffering.forEach((offering, rows) -> enrolment(student + "/" + offering, rows));
    }

    private void enrolment(String enrolment, List<Row> all) {
        int planned = school.plannedPeriods(enrolment.substring(enrolment.indexOf('/') + 1));
        int missed = 0;
        int quiet = 0;
        String level = null;
        boolean stabilised = false;
        for (Row row : all) {
            int added = missed(row);
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
        Set<String> called = calledOf.getOrDefault(session.id(), Set.of());
        Set<String> rolls = rollsOf(session);
        if (rolls.isEmpty() && called.isEmpty()) {
            boolean due = !session.rollCallDueAt().isAfter(now)
                    && session.rollCallDueAt().isAfter(since);
            boolean expected = due && expected(session).values().stream().anyMatch(count -> count > 0);
            if (expected) {
                line("no-roll-call", session.id().toString(), "YELLOW", false);
            }
            return;
        }
        boolean all = expected(session).entrySet().stream()
                .filter(roll -> roll.getValue() > 0)
                .allMatch(roll -> complete(session, roll.getKey()));
        if (isOfTerm(session.heldOn()) && (all || !session.endsAt().isAfter(now) && !called.isEmpty())) {
            rate(session, rolls);
        }
    }

    private void rate(Session session, Set<String> rolls) {
        int present = 0;
        int n = 0;
        for (String roll : rolls) {
            if (!aside.contains(new Told.Roll(session.id(), roll))) {
                for (Row row : roll(session, roll)) {
                    present += row.seen() ? 1 : 0;
                    n += row.seen() || row.is(Status.ABSENT, Status.SICK, Status.PERSONAL) ? 1 : 0;
                }
            }
        }
        int yellow = edition.attendance().get(0);
        int orange = edition.attendance().get(1);
        if (n >= 10 && present * 100 < yellow * n) {
            line(
                    "session-attendance",
                    session.id().toString(),
                    present * 100 < orange * n ? "ORANGE" : "YELLOW",
                    false);
        }
    }

    private void checks(String offering) {
        TreeMap<String, List<Told.Result>> checks = new TreeMap<>();
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
        boolean low = false;
        TreeMap<Instant, Boolean> lows = new TreeMap<>();
        for (int i = 0; i < inOrder.size(); i++) {
            int[] three = passed(inOrder, i - 2, i);
            firing = three[1] >= 10 && (three[0] * 100 < 60 * three[1] || firing && three[0] * 100 < 65 * three[1]);
            int[] two = passed(inOrder, i - 1, i);
            low = two[1] >= 8 && (two[0] * 100 < 70 * two[1] || low && two[0] * 100 < 75 * two[1]);
            lows.put(inOrder.get(i).get(0).at().startsAt(), low);
        }
        if (firing) {
            line("check-pass-rate", offering, "YELLOW", false);
        }
        if (InTime.of(lows).lasting(Duration.ofDays(3), Duration.ofDays(2)).at(now)) {
            line("checks-for-days", offering, "ORANGE", false);
        }
    }

    /** Passed and marked in the checks from one to the other. */
    private static int[] passed(List<List<Told.Result>> checks, int from, int to) {
        int[] counted = new int[2];
        for (int i = Math.max(0, from); i <= to; i++) {
            for (Told.Result result : checks.get(i)) {
                BigDecimal needed = result.check().max().multiply(new BigDecimal("0.6"));
                counted[0] += result.check().score().compareTo(needed) >= 0 ? 1 : 0;
                counted[1]++;
            }
        }
        return counted;
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
