package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Sums over windows at every level against a computation from all facts, after every step of a random term; each rule stands as soon as
 * there is anything to count, so the numbers can be read from its alerts. Seeds 1…{@code -Dzhenmai.seeds} (4).
 */
class TalliedTest {

    private static final int SEEDS = 4;
    private static final LocalDate END = EngineCase.WEEK_1.plusWeeks(EngineCase.WEEKS);
    private static final Instant START =
            EngineCase.WEEK_1.atStartOfDay(School.ZONE).toInstant();
    private static final Set<Status> PRESENT = EnumSet.of(Status.PRESENT, Status.LATE, Status.EARLY);
    private static final Set<Status> EXPECTED =
            EnumSet.of(Status.PRESENT, Status.LATE, Status.EARLY, Status.ABSENT, Status.SICK, Status.PERSONAL);

    private record Row(String student, String session, Standing standing) {
        LocalDate day() {
            return standing.at().heldOn();
        }

        boolean is(Set<Status> statuses) {
            return statuses.contains(standing.status());
        }
    }

    /** A rule, the subjects that a row belongs to, and whether its window is of so many sessions or of days. */
    private record Tried(
            String id, String subject, String of, String window, Function<Row, String> owner, int sessions) {}

    private static final List<Tried> TRIED = List.of(
            new Tried("week", "student", "attendance-rate", "{kind: teaching-week}", Row::student, 0),
            new Tried("rolling", "student", "attendance-rate", "{kind: rolling-days, count: 7}", Row::student, 0),
            new Tried("last", "student", "attendance-rate", "{kind: last-sessions, count: 3}", Row::student, 3),
            new Tried(
                    "class",
                    "class",
                    "attendance-rate",
                    "{kind: last-sessions, count: 4}",
                    r -> r.standing().at().classId(),
                    4),
            new Tried(
                    "class-weeks",
                    "class",
                    "attendance-rate",
                    "{kind: last-teaching-weeks, count: 2}",
                    r -> r.standing().at().classId(),
                    0),
            new Tried(
                    "course",
                    "offering",
                    "attendance-rate",
                    "{kind: month}",
                    r -> r.standing().at().offering(),
                    0),
            new Tried(
                    "teacher",
                    "teacher",
                    "attendance-rate",
                    "{kind: day}",
                    r -> r.standing().at().teacher(),
                    0),
            new Tried(
                    "program",
                    "program",
                    "attendance-rate",
                    "{kind: rolling-days, count: 10}",
                    r -> r.standing().at().program(),
                    0),
            new Tried(
                    "college",
                    "college",
                    "attendance-rate",
                    "{kind: teaching-week}",
                    r -> r.standing().at().college(),
                    0),
            new Tried("school", "school", "attendance-rate", "{kind: term}", r -> "school", 0));

    private static RuleSet rules(boolean looksBack) {
        StringBuilder yaml = new StringBuilder("rules:\n");
        for (Tried tried : TRIED) {
            yaml.append("""
                      - id: %s
                        name: {zh: 试, en: trial}
                        measure: {kind: tally, of: %s, window: %s}
                        subject: %s
                        minimum-n: 1
                        %s
                        levels:
                          - {level: BLUE, at: 0, name: {zh: 零, en: zero}}
                        title: {zh: "{value}", en: "{value}"}
                        text: {zh: "{value}", en: "{value}"}
                    """.formatted(
                            tried.id(), tried.of(), tried.window(), tried.subject(), looksBack ? "recover: 0" : ""));
        }
        return RuleSet.parse(yaml.toString());
    }

    private static Predicate<LocalDate> days(String window, LocalDate today, School school) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return switch (window) {
            case "{kind: teaching-week}" -> day -> !day.isBefore(monday) && !day.isAfter(today);
            case "{kind: rolling-days, count: 7}" -> day -> day.isAfter(today.minusDays(7)) && !day.isAfter(today);
            case "{kind: rolling-days, count: 10}" -> day -> day.isAfter(today.minusDays(10)) && !day.isAfter(today);
            case "{kind: last-teaching-weeks, count: 2}" ->
                day -> !day.isBefore(monday.minusWeeks(2)) && day.isBefore(monday);
            case "{kind: month}" ->
                day -> !day.isAfter(today)
                        && school.monthOf(today).isPresent()
                        && school.monthOf(day).equals(school.monthOf(today));
            case "{kind: day}" -> today::equals;
            default -> day -> !day.isAfter(today);
        };
    }

    private static Set<String> naive(Told told, Instant now) {
        Set<String> lines = new TreeSet<>();
        LocalDate today = now.atZone(School.ZONE).toLocalDate();
        if (!today.isBefore(END)) {
            return lines;
        }
        List<Row> rows = new ArrayList<>();
        told.state()
                .attendance()
                .forEach((place, standing) ->
                        rows.add(new Row(place.student(), place.session().toString(), standing)));
        rows.sort(Comparator.comparing((Row row) -> row.standing().at().startsAt())
                .thenComparing(Row::session));
        for (Tried tried : TRIED) {
            Predicate<LocalDate> in = days(tried.window(), today, told.school());
            Map<String, List<Row>> byOwner = new TreeMap<>();
            for (Row row : rows) {
                String owner = tried.owner().apply(row);
                if (owner != null && row.is(EXPECTED) && in.test(row.day())) {
                    byOwner.computeIfAbsent(owner, none -> new ArrayList<>()).add(row);
                }
            }
            byOwner.forEach((owner, of) -> {
                List<String> sessions = of.stream().map(Row::session).distinct().toList();
                Set<String> last = tried.sessions() == 0
                        ? Set.copyOf(sessions)
                        : Set.copyOf(
                                sessions.subList(Math.max(0, sessions.size() - tried.sessions()), sessions.size()));
                List<Row> counted =
                        of.stream().filter(row -> last.contains(row.session())).toList();
                long present = counted.stream().filter(row -> row.is(PRESENT)).count();
                lines.add(tried.id() + " " + owner + " " + present + "/" + counted.size());
            });
        }
        return lines;
    }

    private static Set<String> told(Engine engine) {
        Set<String> lines = new TreeSet<>();
        for (Alert alert : engine.open()) {
            lines.add(alert.rule() + " " + alert.subject().id() + " "
                    + alert.evidence().numerator() + "/" + alert.evidence().denominator());
            BigDecimal sum = alert.evidence().items().stream()
                    .map(item -> item.count())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .as("%s", alert)
                    .isEqualByComparingTo(alert.evidence().numerator());
        }
        return lines;
    }

    @Test
    void after_every_step_each_sum_is_that_of_a_computation_from_all_facts() throws InterruptedException {
        Seeds.forEach("tallied.txt", Long.getLong("zhenmai.seeds", SEEDS), TalliedTest::run);
    }

    private static void run(long seed) {
        Told told = new Told(EngineCase.school().registry());
        Engine engine = new Engine(rules(seed % 2 == 0));
        Random random = new Random(seed * 17);
        assertThat(engine.step(told.edited(START)).transitions()).isEmpty();
        List<RandomTerm.Saying> sayings = RandomTerm.of(seed, told.school());
        Instant now = START;
        Set<String> tried = new TreeSet<>();
        for (int i = 0; i < sayings.size(); ) {
            int upTo = Math.min(sayings.size(), i + 1 + random.nextInt(60));
            boolean edited = false;
            for (; i < upTo; i++) {
                now = sayings.get(i).at().isAfter(now) ? sayings.get(i).at() : now;
                if (sayings.get(i).edit() == null) {
                    sayings.get(i).tell().accept(told);
                } else {
                    told.registry(sayings.get(i).edit().apply(told.registry()));
                    edited = true;
                }
            }
            assertThat(engine.step(edited ? told.edited(now) : told.facts(now)).sequence())
                    .isPositive();
            assertThat(told(engine)).as("step %s at %s", i, now).isEqualTo(naive(told, now));
            engine.open().forEach(alert -> tried.add(alert.rule()));
        }
        assertThat(tried).hasSize(TRIED.size());
        for (Instant end = now; end.isBefore(START.plus(Duration.ofDays(57))); end = end.plus(Duration.ofHours(23))) {
            assertThat(engine.step(told.tick(end)).sequence()).isPositive();
            assertThat(told(engine)).as("tick %s", end).isEqualTo(naive(told, end));
        }
    }
}
