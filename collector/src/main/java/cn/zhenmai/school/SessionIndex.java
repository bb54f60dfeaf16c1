package cn.zhenmai.school;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sessions by id, day, class and owner; every list in order of start. */
final class SessionIndex {

    static final Comparator<Session> BY_START = SessionIndex::compare;

    private final List<Session> all;
    private final Map<SessionId, Session> byId;
    private final Map<LocalDate, List<Session>> byDay = new TreeMap<>();
    private final Map<String, List<Session>> byClass = new HashMap<>();
    private final Map<String, List<Session>> byOwner = new HashMap<>();

    SessionIndex(Collection<Session> sessions) {
        all = inOrder(sessions);
        indexDays();
        byId = new HashMap<>(all.size() * 2);
        for (Session session : all) {
            byId.put(session.id(), session);
            byOwner.computeIfAbsent(session.id().owner(), o -> new ArrayList<>())
                    .add(session);
            for (String classId : session.classes()) {
                byClass.computeIfAbsent(classId, c -> new ArrayList<>()).add(session);
            }
        }
        byClass.replaceAll((classId, list) -> List.copyOf(list));
        byOwner.replaceAll((owner, list) -> List.copyOf(list));
    }

    /** By the moment first: there are few, and whoever builds sessions does it owner by owner, so that those of one come nearly in order. */
    private static List<Session> inOrder(Collection<Session> sessions) {
        Map<Instant, List<Session>> byStart = new HashMap<>();
        for (Session session : sessions) {
            byStart.computeIfAbsent(session.startsAt(), at -> new ArrayList<>()).add(session);
        }
        List<Session> sorted = new ArrayList<>(sessions.size());
        for (Instant at : new TreeSet<>(byStart.keySet())) {
            List<Session> together = byStart.get(at);
            together.sort(Comparator.comparing(Session::id));
            sorted.addAll(together);
        }
        return Collections.unmodifiableList(sorted);
    }

    /** A session starts on the day on which it is held. */
    private void indexDays() {
        int first = 0;
        for (int i = 1; i <= all.size(); i++) {
            LocalDate day = all.get(first).heldOn();
            if (i == all.size() || !all.get(i).heldOn().equals(day)) {
                byDay.put(day, all.subList(first, i));
                first = i;
            }
        }
    }

    /** The days on which any was first planned. */
    Set<LocalDate> plannedDays() {
        Set<LocalDate> days = new HashSet<>();
        LocalDate last = null;
        for (Session session : all) {
            LocalDate day = session.id().plannedOn();
            // Neighbours in time were mostly planned for one day.
            if (!day.equals(last)) {
                days.add(day);
                last = day;
            }
        }
        return days;
    }

    private static int compare(Session one, Session other) {
        int byStart = one.startsAt().compareTo(other.startsAt());
        return byStart != 0 ? byStart : one.id().compareTo(other.id());
    }

    List<Session> all() {
        return all;
    }

    Optional<Session> find(SessionId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Session> on(LocalDate day) {
        return byDay.getOrDefault(day, List.of());
    }

    List<Session> ofClass(String classId, LocalDate from, LocalDate until) {
        return between(byClass.getOrDefault(classId, List.of()), from, until);
    }

    List<Session> ofOwner(String owner) {
        return byOwner.getOrDefault(owner, List.of());
    }

    List<Session> ofOwner(String owner, LocalDate from, LocalDate until) {
        return between(ofOwner(owner), from, until);
    }

    private static List<Session> between(List<Session> sorted, LocalDate from, LocalDate until) {
        int first = firstOnOrAfter(sorted, from);
        return sorted.subList(first, Math.max(first, firstOnOrAfter(sorted, until)));
    }

    private static int firstOnOrAfter(List<Session> sorted, LocalDate day) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).heldOn().isBefore(day)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
