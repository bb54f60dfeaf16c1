package cn.zhenmai.view;

import cn.zhenmai.access.Scope;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.AlertScope;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.intake.SilenceStore;
import cn.zhenmai.measure.ClassAbsent;
import cn.zhenmai.observation.RollDoubt;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.AttendanceQueries;
import cn.zhenmai.store.RollQueries;
import cn.zhenmai.store.RollQueries.Roll;
import cn.zhenmai.store.SlipQueries;
import cn.zhenmai.store.UnconfirmedRolls;
import cn.zhenmai.view.Worklist.Card;
import cn.zhenmai.view.Worklist.SessionAlert;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Assembles worklists, whole for a page and in parts for a push, from the same queries. Blocks; joins the caller's transaction. */
public final class WorklistView {

    /** Alerts that a whole-school viewer gets at most, worst first: a page of more is nobody's work. */
    static final int MOST_ALERTS = 2_000;

    private static final Duration SLIPS_BEFORE = Duration.ofDays(7);
    private static final Duration SLIPS_AHEAD = Duration.ofDays(3);

    private final AlertStore alerts;
    private final AttendanceQueries attendance = new AttendanceQueries();
    private final RollQueries rolls = new RollQueries();
    private final SlipQueries slips = new SlipQueries();
    private final RosterCounts rosters;
    private final Supplier<Optional<RuleSet>> rules;

    /** {@code rules} in force. */
    public WorklistView(AlertStore alerts, RosterCounts rosters, Supplier<Optional<RuleSet>> rules) {
        this.alerts = alerts;
        this.rosters = rosters;
        this.rules = rules;
    }

    /** The whole list. {@code sequence} must have been read before, so that later pushes only repeat what it may already show. */
    public Worklist whole(Connection connection, Viewer viewer, SchoolNow.Moment moment, long sequence)
            throws SQLException {
        Scope scope = viewer.scope();
        Names names = new Names(moment.school());
        List<HandledAlert> open = alerts.open(connection, alertScope(scope, moment), MOST_ALERTS);
        List<Card> cards = cards(connection, open, moment).values().stream()
                .filter(card -> scope.seesStudent(card.student(), moment.school(), moment.today()))
                .sorted(CardView.WORST)
                .toList();
        List<SessionAlert> sessionAlerts = open.stream()
                .filter(one -> SessionAlertView.isShown(one.alert(), scope))
                .map(one -> SessionAlertView.of(one, names))
                .sorted(SessionAlertView.WORST)
                .toList();
        DayBoard board = board(connection, moment.school(), moment.today());
        return new Worklist(
                sequence,
                moment.now(),
                moment.school().periodLabel(moment.now()),
                Worklist.Who.of(viewer),
                classes(scope, moment),
                cards,
                sessionAlerts,
                SessionsView.lines(board, scope, names, moment.now()),
                SessionsView.today(board, scope, moment.now()),
                SilentSource.watchedBy(viewer, SilenceStore.open(connection).values()));
    }

    /**
     * What is true now of the students and alerts that were touched, for all viewers together. Alerts that turn out to be about a
     * student touch that student.
     */
    public WorklistChanges changes(
            Connection connection, Set<String> students, Set<String> alertIds, KeptBoard board, SchoolNow.Moment moment)
            throws SQLException {
        List<HandledAlert> byId = alertIds.isEmpty() ? List.of() : alerts.byIds(connection, alertIds);
        Set<String> touched = new TreeSet<>(students);
        Set<String> others = new TreeSet<>(alertIds);
        byId.stream()
                .map(HandledAlert::alert)
                .filter(alert -> alert.student() != null)
                .forEach(alert -> {
                    touched.add(alert.student());
                    others.remove(alert.id());
                });
        List<HandledAlert> open = touched.isEmpty() ? List.of() : alerts.openForStudents(connection, touched);
        return new WorklistChanges(
                moment,
                touched,
                cards(connection, open, moment),
                others,
                byId.stream().filter(one -> one.alert().student() == null).toList(),
                board.now(connection, this, moment),
                List.copyOf(SilenceStore.open(connection).values()));
    }

    DayBoard board(Connection connection, School school, LocalDate day) throws SQLException {
        List<Session> held =
                school.sessionsOn(day).stream().filter(Session::isHeld).toList();
        return DayBoard.of(
                school,
                day,
                held,
                rosters,
                attendance.countsOn(connection, day),
                rolls.calls(connection, held),
                doubt());
    }

    /** Of some of a day's sessions, at least one. */
    DayBoard board(Connection connection, School school, List<Session> some) throws SQLException {
        return DayBoard.of(
                school,
                some.get(0).heldOn(),
                some,
                rosters,
                attendance.countsOf(connection, some),
                rolls.calls(connection, some),
                doubt());
    }

    /** Which rolls the rules doubt, or null. */
    RollDoubt doubt() {
        return rules.get().map(RuleSet::suspicion).map(ClassAbsent::doubt).orElse(null);
    }

    /** Rolls of the days in [from, until) that are in no rate. */
    Set<Roll> unconfirmed(Connection connection, School school, LocalDate from, LocalDate until) throws SQLException {
        return UnconfirmedRolls.between(connection, school, from, until, doubt());
    }

    private Map<String, Card> cards(Connection connection, List<HandledAlert> open, SchoolNow.Moment moment)
            throws SQLException {
        Set<String> students = new TreeSet<>();
        open.stream().map(one -> one.alert().student()).forEach(student -> {
            if (student != null) {
                students.add(student);
            }
        });
        if (students.isEmpty()) {
            return Map.of();
        }
        CardFacts facts = CardFacts.of(
                open,
                slips.touching(
                        connection,
                        students,
                        moment.now().minus(SLIPS_BEFORE),
                        moment.now().plus(SLIPS_AHEAD)),
                attendance.statusesOn(connection, moment.today(), students));
        return new CardView(moment).cards(facts);
    }

    /** What of the alerts the scope lets through: students by the class of today, all else by the classes concerned. */
    public static AlertScope alertScope(Scope scope, SchoolNow.Moment moment) {
        if (scope.whole()) {
            return AlertScope.EVERYTHING;
        }
        Set<String> students = new TreeSet<>();
        scope.classes().forEach(own -> students.addAll(moment.school().members(own, moment.today())));
        return new AlertScope(
                false,
                students,
                scope.classes(),
                Set.of(),
                scope.teacher() == null ? Set.of() : Set.of(scope.teacher()));
    }

    /** Whether the one alert is within the scope as of the moment; the same rule as {@link #alertScope}. */
    static boolean isWithin(Alert alert, Scope scope, SchoolNow.Moment moment) {
        return alert.student() == null
                ? scope.seesAnyClass(alert.classes())
                : scope.seesStudent(alert.student(), moment.school(), moment.today());
    }

    private static List<Worklist.ClassSize> classes(Scope scope, SchoolNow.Moment moment) {
        return moment.school().registry().classes().stream()
                .filter(one -> scope.seesClass(one.id()))
                .sorted(Comparator.comparing(AdministrativeClass::id))
                .map(one -> new Worklist.ClassSize(
                        one.id(),
                        one.name(),
                        moment.school().members(one.id(), moment.today()).size()))
                .toList();
    }
}
