package cn.zhenmai.view;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Evidence;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Handling;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.SlipQueries;
import cn.zhenmai.view.Worklist.Card;
import cn.zhenmai.view.Worklist.CardAlert;
import cn.zhenmai.view.Worklist.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Cards by student. A card says the same to everybody who may see it. */
final class CardView {

    private static final int MOST_DATES = 8;
    /** How far ahead the next session is looked for, days: over a weekend. */
    private static final int AHEAD_DAYS = 4;

    private static final Comparator<CardAlert> WORST_ALERT = Comparator.comparing(
                    (CardAlert alert) -> alert.condition() != Alert.Condition.FIRING)
            .thenComparing(CardAlert::level, Comparator.reverseOrder())
            .thenComparing(CardAlert::changedAt, Comparator.reverseOrder())
            .thenComparing(CardAlert::id);

    /** Worst first: level, what nobody has taken up, the latest change. */
    static final Comparator<Card> WORST = Comparator.comparing(Card::level, Comparator.reverseOrder())
            .thenComparing(Card::acknowledged)
            .thenComparing(CardView::changedAt, Comparator.reverseOrder())
            .thenComparing(Card::student);

    private final SchoolNow.Moment moment;
    private final Names names;

    CardView(SchoolNow.Moment moment) {
        this.moment = moment;
        this.names = new Names(moment.school());
    }

    /** A card for each student that the open alerts are about, by student. */
    Map<String, Card> cards(CardFacts facts) {
        Map<String, List<HandledAlert>> byStudent = new LinkedHashMap<>();
        for (HandledAlert one : facts.alerts()) {
            if (one.alert().student() != null && one.alert().condition() != Alert.Condition.ENDED) {
                byStudent
                        .computeIfAbsent(one.alert().student(), student -> new ArrayList<>())
                        .add(one);
            }
        }
        Map<String, Card> cards = new LinkedHashMap<>();
        byStudent.forEach((student, alerts) -> cards.put(student, card(student, alerts, facts)));
        return cards;
    }

    private Card card(String student, List<HandledAlert> open, CardFacts facts) {
        List<CardAlert> alerts =
                open.stream().map(this::alert).sorted(WORST_ALERT).toList();
        String classId = moment.school()
                .classOf(student, moment.today())
                .map(AdministrativeClass::id)
                .orElse(null);
        List<Session> ahead = moment.school()
                .sessionsOf(student, moment.today(), moment.today().plusDays(AHEAD_DAYS));
        Map<String, Status> today = facts.today().getOrDefault(student, Map.of());
        return new Card(
                student,
                names.student(student),
                classId,
                names.classOf(classId),
                level(alerts),
                alerts.stream().allMatch(alert -> alert.handling() != Handling.State.NEW),
                alerts,
                dates(open),
                slip(facts.slips().getOrDefault(student, List.of())),
                now(ahead, today),
                next(ahead, today));
    }

    private static Level level(Collection<CardAlert> sorted) {
        return sorted.iterator().next().level();
    }

    private CardAlert alert(HandledAlert one) {
        Alert alert = one.alert();
        Handling handling = one.handling();
        return new CardAlert(
                alert.id(),
                alert.rule(),
                alert.title(),
                alert.text(),
                alert.textEn(),
                alert.level(),
                alert.condition(),
                alert.openedAt(),
                alert.changedAt(),
                handling.state(),
                names.teacher(handling.by()));
    }

    /** The latest occasions of the evidence of all alerts together, oldest first. */
    private static List<String> dates(List<HandledAlert> open) {
        record When(LocalDate day, int first, int count) {}
        TreeSet<When> all = new TreeSet<>(Comparator.comparing(When::day).thenComparing(When::first));
        for (HandledAlert one : open) {
            Evidence evidence = one.alert().evidence();
            for (cn.zhenmai.measure.Item item :
                    evidence == null ? List.<cn.zhenmai.measure.Item>of() : evidence.items()) {
                if (item.heldOn() != null) {
                    all.add(new When(item.heldOn(), item.firstPeriod(), item.periods()));
                }
            }
        }
        return all.stream()
                .skip(Math.max(0, all.size() - MOST_DATES))
                .map(when -> Labels.occasion(when.day(), when.first(), when.count()))
                .toList();
    }

    /** The one that covers now, else the latest one that was asked for. */
    private Worklist.Slip slip(List<SlipQueries.Slip> latestFirst) {
        Optional<SlipQueries.Slip> covering = latestFirst.stream()
                .filter(slip ->
                        !moment.now().isBefore(slip.from()) && moment.now().isBefore(slip.to()))
                .findFirst();
        return covering.or(() -> latestFirst.stream().findFirst())
                .map(slip -> new Worklist.Slip(slip.kind(), slip.state(), slip.from(), slip.to()))
                .orElse(null);
    }

    private Place now(List<Session> ahead, Map<String, Status> today) {
        return Occasions.running(ahead, moment.now()).stream()
                .findFirst()
                .map(session -> place(session, today))
                .orElse(null);
    }

    private Place next(List<Session> ahead, Map<String, Status> today) {
        return ahead.stream()
                .filter(session -> session.startsAt().isAfter(moment.now()))
                .findFirst()
                .map(session -> place(session, today))
                .orElse(null);
    }

    private Place place(Session session, Map<String, Status> today) {
        String id = session.id().toString();
        String periods = session.heldOn().equals(moment.today())
                ? Labels.periods(session)
                : Labels.occasion(session.heldOn(), session.firstPeriod(), session.periods());
        return new Place(
                id,
                names.course(session),
                session.room(),
                periods,
                session.startsAt(),
                session.endsAt(),
                today.get(id));
    }

    private static Instant changedAt(Card card) {
        return card.alerts().stream()
                .map(CardAlert::changedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
