package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.LessonCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was counted of a unit. A small one (class, offering, teacher) keeps its places in event time, a large one its days; lesson
 * checks are kept by day in both.
 */
final class Tallies {

    final SubjectFacts owner;
    private final boolean isByPlace;
    private final List<Place> places = new ArrayList<>(0);
    /** Null until there is one. */
    private TreeMap<LocalDate, Sums> days;
    /** Of one that keeps places: the attendance of days that were asked for, as long as nothing of them moves. */
    private final Map<Integer, Sums> ofPlaces = new HashMap<>(0);

    Tallies(SubjectFacts owner, boolean isByPlace) {
        this.owner = owner;
        this.isByPlace = isByPlace;
    }

    boolean isByPlace() {
        return isByPlace;
    }

    void add(Place place) {
        if (!isByPlace) {
            return;
        }
        int at = places.size();
        while (at > 0 && places.get(at - 1).compareTo(place) > 0) {
            at--;
        }
        places.add(at, place);
    }

    /** A check joins or, with {@code sign} −1, leaves. */
    void count(LocalDate day, LessonCheck check, int sign) {
        Checks.count(day(day), check, sign);
    }

    Sums day(LocalDate day) {
        days = days == null ? new TreeMap<>() : days;
        return days.computeIfAbsent(day, none -> new Sums());
    }

    /** What counts of the attendance of the day, since 1970; null = nothing. */
    Sums attendance(int day) {
        return isByPlace ? ofPlaces.computeIfAbsent(day, this::ofPlaces) : sumsOn(LocalDate.ofEpochDay(day));
    }

    private Sums sumsOn(LocalDate day) {
        return days == null ? null : days.get(day);
    }

    private Sums ofPlaces(int day) {
        Sums sums = new Sums();
        for (int i = firstOn(day); i < places.size() && places.get(i).heldDay == day; i++) {
            Place place = places.get(i);
            for (int kind = 0; !place.roll.isSuspect() && kind < place.kinds(); kind++) {
                sums.add(place.said(kind), place.count(kind));
            }
        }
        return sums;
    }

    /** Index of the first place of the day or a later one. */
    private int firstOn(int day) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places.get(middle).heldDay < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Something of the day moves, or counts otherwise. */
    void moved(int day) {
        if (!ofPlaces.isEmpty()) {
            ofPlaces.remove(day);
        }
    }

    boolean isAhead(LocalDate today) {
        boolean place = !places.isEmpty() && places.get(places.size() - 1).heldDay > today.toEpochDay();
        return place || days != null && days.lastKey().isAfter(today) && isAnythingAfter(today);
    }

    /** What was counted on a day and taken back is nothing. */
    private boolean isAnythingAfter(LocalDate today) {
        for (Sums sums : days.tailMap(today, false).values()) {
            if (!sums.isNothing()) {
                return true;
            }
        }
        return false;
    }

    /** In event time; empty where days are kept instead. */
    List<Place> places() {
        return places;
    }

    /** From, inclusive, until, exclusive. */
    NavigableMap<LocalDate, Sums> days(LocalDate from, LocalDate until) {
        return days == null ? Collections.emptyNavigableMap() : days.subMap(from, true, until, false);
    }
}
