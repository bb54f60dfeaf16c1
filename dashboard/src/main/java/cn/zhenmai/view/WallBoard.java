package cn.zhenmai.view;

import cn.zhenmai.alert.AlertFilter;
import cn.zhenmai.alert.AlertScope;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Registry.Month;
import cn.zhenmai.school.School;
import cn.zhenmai.store.AttendanceQueries;
import cn.zhenmai.store.AttendanceQueries.DayCount;
import cn.zhenmai.store.MeasureQueries;
import cn.zhenmai.store.MeasureQueries.Share;
import cn.zhenmai.store.RollQueries.Roll;
import cn.zhenmai.store.SourceQueries;
import cn.zhenmai.view.WallTable.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one frame of the wall that everybody gets, by page and by push: it remembers what it has shown of the period, so that no two
 * frames tell a few persons apart. Blocks; one caller at a time.
 */
public final class WallBoard {

    /** What reads weeks of facts is counted anew with every so many frames, and with every period. */
    private static final int SLOW_EVERY = 20;

    /** However many ask, the store is asked once in this time. */
    private static final Duration FRESH = Duration.ofMillis(900);

    private final InstantSource machineClock;
    private final String schoolName;
    private final WorklistView worklists;
    private final AlertStore alerts;
    private final AttendanceQueries attendance = new AttendanceQueries();
    private final MeasureQueries measures = new MeasureQueries();
    private final SourceQueries sources = new SourceQueries();

    private WallView.Shown period;
    private List<Row> rows = List.of();
    private Map<Level, Long> levels = Map.of();
    private List<Wall.MatrixRow> matrix = List.of();
    private List<Wall.Day> trend = List.of();
    private long frames;
    private Wall last;
    private Instant lastAt = Instant.MIN;

    public WallBoard(String schoolName, WorklistView worklists, AlertStore alerts, InstantSource machineClock) {
        this.machineClock = machineClock;
        this.schoolName = schoolName;
        this.worklists = worklists;
        this.alerts = alerts;
    }

    /** The frame of the moment, or of less than a second before it. */
    public synchronized Wall frame(Connection connection, SchoolNow.Moment moment, long sequence) throws SQLException {
        Instant at = machineClock.instant();
        WallView.Shown shown = WallView.shown(moment.school(), moment.now());
        if (last == null || !isSame(shown) || !at.isBefore(lastAt.plus(FRESH))) {
            last = fresh(connection, moment, shown, sequence);
            lastAt = at;
        }
        return last;
    }

    private boolean isSame(WallView.Shown shown) {
        return period != null && period.ids().equals(shown.ids()) && period.phase() == shown.phase();
    }

    private Wall fresh(Connection connection, SchoolNow.Moment moment, WallView.Shown shown, long sequence)
            throws SQLException {
        School school = moment.school();
        DayBoard board = worklists.board(connection, school, shown.day());
        boolean same = isSame(shown);
        rows = WallTable.settle(same ? rows : List.of(), WallView.rows(school, board, shown.ids()), Suppression.K);
        levels = settle(
                same ? levels : Map.of(),
                alerts.countByLevel(
                        connection, AlertFilter.within(AlertScope.EVERYTHING).onlyOpen()));
        Wall.Sessions sessions = WallView.sessions(board, shown);
        if (!same || frames++ % SLOW_EVERY == 0) {
            matrix = matrix(connection, moment, shown, sessions);
            trend = trend(connection, moment);
        }
        period = shown;
        return new Wall(
                sequence,
                moment.now(),
                school.periodLabel(moment.now()),
                shown.phase().text(),
                schoolName,
                WallTable.suppress(shown.label(), rows, Suppression.K),
                sessions,
                levels(),
                matrix,
                trend,
                ages(connection, moment));
    }

    /** A level's count moves within a period only by nobody or by at least k. */
    private static Map<Level, Long> settle(Map<Level, Long> before, Map<Level, Long> fresh) {
        Map<Level, Long> settled = new LinkedHashMap<>();
        fresh.forEach((level, count) -> {
            long known = before.getOrDefault(level, count);
            settled.put(level, Math.abs(count - known) >= Suppression.K ? count : known);
        });
        return settled;
    }

    private Map<String, Object> levels() {
        Map<String, Object> shown = new LinkedHashMap<>();
        levels.forEach((level, count) -> shown.put(level.name(), Suppression.shown(count, Suppression.K)));
        return shown;
    }

    private List<Wall.MatrixRow> matrix(
            Connection connection, SchoolNow.Moment moment, WallView.Shown shown, Wall.Sessions sessions)
            throws SQLException {
        LocalDate monday = moment.today().with(DayOfWeek.MONDAY);
        LocalDate until = moment.today().plusDays(1);
        LocalDate week = shown.day().isBefore(monday) ? shown.day().with(DayOfWeek.MONDAY) : monday;
        int k = Suppression.K;
        Tally known = Tally.ZERO;
        Set<Roll> unconfirmed = worklists.unconfirmed(connection, moment.school(), week, until);
        for (DayCount count : attendance.countsByDay(connection, week, until, unconfirmed)) {
            known = known.plus(Tally.of(count.status(), count.students()));
        }
        Share missed = measures.missedPeriods(connection, week, until, unconfirmed);
        Share prompt = measures.promptRolls(connection, week, until);
        Share passed = measures.passedChecks(connection, until.minusDays(28), until);
        Measured measured = new Measured()
                .share("SCHOOL", "GENERATION", "本周到课率", known.present(), known.known(), k)
                .share("SCHOOL", "SUPERVISION", "本时段点名率", sessions.called(), sessions.called() + sessions.uncalled(), k)
                .share("COURSE", "GENERATION", "近四周检测合格率", passed.numerator(), passed.n(), k)
                .share("TEACHER", "SUPERVISION", "本周点名及时率", prompt.numerator(), prompt.n(), k)
                .share("STUDENT", "GENERATION", "本周旷课学时比", missed.numerator(), missed.n(), k)
                .share("STUDENT", "SUPPORT", "本周请假比", known.leave(), known.known(), k);
        Optional<Month> month = moment.school().monthOf(moment.today());
        if (month.isPresent()) {
            measured = measured.mean(
                    "COURSE",
                    "SUPERVISION",
                    "本月评学均分",
                    measures.learningEvaluation(connection, month.get().label()),
                    "分",
                    k);
        }
        return measured.matrix();
    }

    /** The last five days with sessions, today included. */
    private List<Wall.Day> trend(Connection connection, SchoolNow.Moment moment) throws SQLException {
        LocalDate from = moment.today().minusDays(13);
        LocalDate until = moment.today().plusDays(1);
        Map<LocalDate, Tally> days = new LinkedHashMap<>();
        Set<Roll> unconfirmed = worklists.unconfirmed(connection, moment.school(), from, until);
        attendance.countsByDay(connection, from, until, unconfirmed).stream()
                .sorted(java.util.Comparator.comparing(DayCount::heldOn))
                .forEach(count -> days.merge(count.heldOn(), Tally.of(count.status(), count.students()), Tally::plus));
        List<Wall.Day> trend = new ArrayList<>();
        days.forEach((day, tally) -> {
            if (tally.known() >= Suppression.K) {
                trend.add(new Wall.Day(day, Labels.weekday(day), WallTable.rounded(tally.rate()), tally.known()));
            }
        });
        return trend.subList(Math.max(0, trend.size() - 5), trend.size());
    }

    private List<Wall.SourceAge> ages(Connection connection, SchoolNow.Moment moment) throws SQLException {
        return sources.lastHeard(connection).stream()
                .map(heard -> new Wall.SourceAge(
                        heard.name(),
                        heard.lastAt() == null
                                ? null
                                : Math.max(
                                        0,
                                        Duration.between(heard.lastAt(), moment.now())
                                                .toSeconds())))
                .toList();
    }
}
