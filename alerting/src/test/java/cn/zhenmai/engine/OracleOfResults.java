package cn.zhenmai.engine;

import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of the oracle that reads results of courses, how teachers came and the ballots about them: all of them, each time from the start. */
final class OracleOfResults {

    private final School school;
    private final Told.State facts;
    private final LocalDate today;
    private final LocalDate termEnd;
    private final Set<String> lines = new TreeSet<>();

    private OracleOfResults(School school, Told.State facts, Instant now, LocalDate termEnd) {
        this.school = school;
        this.facts = facts;
        this.today = now.atZone(School.ZONE).toLocalDate();
        this.termEnd = termEnd;
    }

    static Set<String> open(School school, Told.State facts, Instant now, LocalDate termEnd) {
        OracleOfResults oracle = new OracleOfResults(school, facts, now, termEnd);
        oracle.failed();
        if (oracle.today.isBefore(termEnd)) {
            oracle.classes();
            oracle.teachers();
            oracle.ballots();
        }
        return oracle.lines;
    }

    private void line(String rule, String subject, String level) {
        lines.add(rule + " " + subject + " " + level + " FIRING");
    }

    private static boolean isPassed(CourseResult result) {
        return result.outcome() == CourseResult.Outcome.PASSED;
    }

    private String course(CourseResult result) {
        return school.offering(result.offering()).orElseThrow().course();
    }

    private void failed() {
        Map<String, Set<String>> failed = new TreeMap<>();
        for (CourseResult result : facts.results().values()) {
            boolean everPassed = facts.results().values().stream()
                    .anyMatch(other -> other.student().equals(result.student())
                            && course(other).equals(course(result))
                            && isPassed(other));
            if (!everPassed) {
                failed.computeIfAbsent(result.student(), none -> new HashSet<>())
                        .add(course(result));
            }
        }
        failed.forEach((student, courses) -> line("failed", student, courses.size() > 1 ? "YELLOW" : "BLUE"));
    }

    private void classes() {
        for (Registry.AdministrativeClass one : school.registry().classes()) {
            int n = 0;
            int passed = 0;
            for (CourseResult result : facts.results().values()) {
                LocalDate recorded = LocalDate.ofInstant(result.recordedAt(), School.ZONE);
                LocalDate day = recorded.isBefore(termEnd) ? recorded : termEnd.minusDays(1);
                boolean isOwn = school.classOf(result.student(), day)
                        .filter(own -> own.id().equals(one.id()))
                        .isPresent();
                if (isOwn && !day.isAfter(today)) {
                    n++;
                    passed += isPassed(result) ? 1 : 0;
                }
            }
            if (n >= 4 && passed * 10 < n * 6) {
                line("class-passes", one.id(), "YELLOW");
            }
        }
    }

    private void teachers() {
        Map<String, Integer> late = new TreeMap<>();
        for (TeacherAttendance said : facts.teachers().values()) {
            Session session = school.session(said.session()).orElse(null);
            if (session == null || !session.isHeld() || !session.heldOn().isBefore(termEnd)) {
                continue;
            }
            boolean isLate = said.status() == Status.LATE || said.status() == Status.EARLY;
            if (isLate && !session.heldOn().isAfter(today)) {
                late.merge(said.teacher(), 1, Integer::sum);
            }
            boolean isGone = said.missedPeriods() == null ? said.status() == Status.ABSENT : said.missedPeriods() > 0;
            if (isGone) {
                line("teacher-gone", session.id().toString(), "ORANGE");
            }
        }
        late.forEach((teacher, times) -> {
            if (times >= 2) {
                line("teacher-late-twice", teacher, "BLUE");
            }
        });
    }

    private void ballots() {
        int invited = 0;
        int answered = 0;
        Map<String, BigDecimal> sums = new TreeMap<>();
        Map<String, Integer> scored = new TreeMap<>();
        for (BallotSummary said : facts.ballots().values()) {
            invited += said.invited();
            answered += said.answered();
            if (said.mean() != null) {
                BigDecimal sum = said.mean().multiply(BigDecimal.valueOf(said.answered()));
                sums.merge(said.teacher(), sum, BigDecimal::add);
                scored.merge(said.teacher(), said.answered(), Integer::sum);
            }
        }
        if (invited >= 10 && answered * 2 < invited) {
            line("few-ballots", "school", "BLUE");
        }
        sums.forEach((teacher, sum) -> {
            if (sum.compareTo(BigDecimal.valueOf(3L * scored.get(teacher))) < 0) {
                line("poorly-taught", teacher, "YELLOW");
            }
        });
    }
}
