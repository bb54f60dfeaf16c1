package cn.zhenmai.view;

import cn.zhenmai.access.Scope;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.view.Worklist.Card;
import cn.zhenmai.view.Worklist.SessionAlert;
import cn.zhenmai.view.Worklist.SessionLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What one viewer's page holds, so that a push carries only what differs from it. Immutable. */
public final class WorklistState {

    private final Map<String, Card> cards;
    private final Map<String, SessionAlert> alerts;
    private final List<SessionLine> sessions;
    private final Worklist.Today today;
    private final List<SilentSource> silentSources;
    private final Instant now;
    private final String periodLabel;

    private WorklistState(
            Map<String, Card> cards,
            Map<String, SessionAlert> alerts,
            List<SessionLine> sessions,
            Worklist.Today today,
            List<SilentSource> silentSources,
            Instant now,
            String periodLabel) {
        this.cards = Map.copyOf(cards);
        this.alerts = Map.copyOf(alerts);
        this.sessions = sessions;
        this.today = today;
        this.silentSources = silentSources;
        this.now = now;
        this.periodLabel = periodLabel;
    }

    public static WorklistState of(Worklist whole) {
        Map<String, Card> cards = new HashMap<>();
        whole.cards().forEach(card -> cards.put(card.student(), card));
        Map<String, SessionAlert> alerts = new HashMap<>();
        whole.sessionAlerts().forEach(alert -> alerts.put(alert.id(), alert));
        return new WorklistState(
                cards,
                alerts,
                whole.sessions(),
                whole.today(),
                whole.silentSources(),
                whole.now(),
                whole.periodLabel());
    }

    /** The page after the changes, by the viewer's scope of now: what has left the scope goes. */
    public WorklistState after(WorklistChanges changes, Viewer viewer) {
        SchoolNow.Moment moment = changes.moment();
        Scope scope = viewer.scope();
        Names names = new Names(moment.school());
        Map<String, Card> cardsNow = new HashMap<>(cards);
        for (String student : changes.students()) {
            Card card = changes.cards().get(student);
            if (card != null && scope.seesStudent(student, moment.school(), moment.today())) {
                cardsNow.put(student, card);
            } else {
                cardsNow.remove(student);
            }
        }
        Map<String, SessionAlert> alertsNow = new HashMap<>(alerts);
        alertsNow.keySet().removeAll(changes.alertIds());
        for (HandledAlert one : changes.alerts()) {
            if (SessionAlertView.isShown(one.alert(), scope)) {
                alertsNow.put(one.alert().id(), SessionAlertView.of(one, names));
            }
        }
        return new WorklistState(
                cardsNow,
                alertsNow,
                SessionsView.lines(changes.board(), scope, names, moment.now()),
                SessionsView.today(changes.board(), scope, moment.now()),
                SilentSource.watchedBy(viewer, changes.silences()),
                moment.now(),
                moment.school().periodLabel(moment.now()));
    }

    /** Whether the later state shows anything else than this, the clock aside. */
    public boolean showsSame(WorklistState later) {
        return cards.equals(later.cards)
                && alerts.equals(later.alerts)
                && sessions.equals(later.sessions)
                && today.equals(later.today)
                && silentSources.equals(later.silentSources)
                && Objects.equals(periodLabel, later.periodLabel);
    }

    public WorklistDelta deltaTo(WorklistState later) {
        List<Card> changedCards = new ArrayList<>();
        List<String> removedCards = new ArrayList<>();
        differ(cards, later.cards, keep(changedCards), removedCards);
        List<SessionAlert> changedAlerts = new ArrayList<>();
        List<String> removedAlerts = new ArrayList<>();
        differ(alerts, later.alerts, keep(changedAlerts), removedAlerts);
        return later.delta(
                changedCards,
                removedCards,
                changedAlerts,
                removedAlerts,
                sessions.equals(later.sessions) ? null : later.sessions,
                today.equals(later.today) ? null : later.today,
                silentSources.equals(later.silentSources) ? null : later.silentSources);
    }

    /** For a page that held an earlier state which is not known here: all of these, as they are now. */
    public WorklistDelta deltaOf(Collection<String> students, Collection<String> alertIds) {
        List<Card> touched = new ArrayList<>();
        Set<String> gone = new TreeSet<>(students);
        gone.removeAll(cards.keySet());
        students.stream().filter(cards::containsKey).forEach(student -> touched.add(cards.get(student)));
        Set<String> goneAlerts = new TreeSet<>(alertIds);
        goneAlerts.removeAll(alerts.keySet());
        List<SessionAlert> touchedAlerts =
                alertIds.stream().filter(alerts::containsKey).map(alerts::get).toList();
        return delta(
                touched, List.copyOf(gone), touchedAlerts, List.copyOf(goneAlerts), sessions, today, silentSources);
    }

    private WorklistDelta delta(
            List<Card> changed,
            List<String> removed,
            List<SessionAlert> alertsChanged,
            List<String> alertsRemoved,
            List<SessionLine> sessions,
            Worklist.Today today,
            List<SilentSource> silentSources) {
        return new WorklistDelta(
                changed.stream().sorted(CardView.WORST).toList(),
                removed,
                alertsChanged.stream().sorted(SessionAlertView.WORST).toList(),
                alertsRemoved,
                sessions,
                today,
                silentSources,
                now,
                periodLabel);
    }

    private static <T> BiConsumer<String, T> keep(List<T> list) {
        return (key, value) -> list.add(value);
    }

    private static <T> void differ(
            Map<String, T> before, Map<String, T> after, BiConsumer<String, T> changed, List<String> removed) {
        after.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                changed.accept(key, value);
            }
        });
        before.keySet().stream().filter(key -> !after.containsKey(key)).sorted().forEach(removed::add);
    }
}
