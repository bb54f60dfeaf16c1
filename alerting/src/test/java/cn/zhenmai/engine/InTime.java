package cn.zhenmai.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is true when, for the oracle: asked moment by moment, as Prometheus evaluates, and never by spans as the engine does.
 *
 * @param turns moments at which it may change
 */
record InTime(Predicate<Instant> truth, Set<Instant> turns) {

    /** From each moment on, until the next; false before the first. */
    static InTime of(TreeMap<Instant, Boolean> values) {
        return new InTime(
                at -> {
                    Map.Entry<Instant, Boolean> last = values.floorEntry(at);
                    return last != null && last.getValue();
                },
                values.keySet());
    }

    boolean at(Instant moment) {
        return truth.test(moment);
    }

    InTime and(InTime other) {
        return new InTime(at -> at(at) && other.at(at), both(other));
    }

    InTime or(InTime other) {
        return new InTime(at -> at(at) || other.at(at), both(other));
    }

    InTime not() {
        return new InTime(at -> !at(at), turns);
    }

    private Set<Instant> both(InTime other) {
        Set<Instant> all = new TreeSet<>(turns);
        all.addAll(other.turns);
        return all;
    }

    InTime lasting(Duration hold, Duration keep) {
        TreeSet<Instant> moments = new TreeSet<>();
        for (Instant turn : turns) {
            moments.add(turn);
            moments.add(turn.plus(hold));
            moments.add(turn.plus(keep));
        }
        return new InTime(at -> lasts(moments, hold, keep, at), moments);
    }

    /** Walks through the moments up to the one asked for, as an alert of Prometheus goes through its evaluations. */
    private boolean lasts(TreeSet<Instant> moments, Duration hold, Duration keep, Instant asked) {
        Instant activeSince = null;
        Instant keptSince = null;
        boolean fires = false;
        TreeSet<Instant> upTo = new TreeSet<>(moments.headSet(asked, true));
        upTo.add(asked);
        for (Instant moment : upTo) {
            if (at(moment)) {
                activeSince = activeSince == null ? moment : activeSince;
                keptSince = null;
                fires = fires || !moment.isBefore(activeSince.plus(hold));
            } else {
                activeSince = null;
                keptSince = fires && keptSince == null ? moment : keptSince;
                fires = fires && moment.isBefore(keptSince.plus(keep));
                keptSince = fires ? keptSince : null;
            }
        }
        return fires;
    }
}
