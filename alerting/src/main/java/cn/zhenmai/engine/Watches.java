package cn.zhenmai.engine;

import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.Measure.Standing;
import cn.zhenmai.measure.Moved;
import cn.zhenmai.measure.SubjectFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules about one kind of subject, and which of them what a step has moved concerns. Subjects of a day mostly move alike, so the
 * measures are asked once for each way of moving; a subject carries as bits which rules' alerts stand and which wait for a time.
 */
final class Watches {

    /** Rules with a bit of their own; further ones are asked one by one. */
    private static final int MARKED = 31;
    /** Ways of moving that are remembered. */
    private static final int MOST_ASKED = 512;

    private static final int RECENT = 4;

    /**
     * Bits of rules: those that it may move where no alert stands, one fires, or one is stabilised; and those that look at none of the
     * days, so that a deadline that is set will bring it.
     */
    private record Concerned(int where, int whereFiring, int whereStabilised, int unlessWaiting) {}

    private final List<Watch> marked = new ArrayList<>();
    private final List<Watch> unmarked = new ArrayList<>();
    private final Map<Moved, Concerned> asked = new HashMap<>();
    private LocalDate askedOn;
    /** Asked last: the subjects of a roll move in two or three ways. */
    private final Moved[] recent = new Moved[RECENT];

    private final Concerned[] ofRecent = new Concerned[RECENT];
    private int next;

    void add(Watch watch) {
        boolean fits = marked.size() < MARKED;
        watch.bit = fits ? 1 << marked.size() : 0;
        (fits ? marked : unmarked).add(watch);
        forget(null);
    }

    List<Watch> all() {
        List<Watch> all = new ArrayList<>(marked);
        all.addAll(unmarked);
        return all;
    }

    Watch marked(int ordinal) {
        return marked.get(ordinal);
    }

    /** Those without a bit. */
    List<Watch> unmarked() {
        return unmarked;
    }

    private void forget(LocalDate today) {
        asked.clear();
        Arrays.fill(recent, null);
        askedOn = today;
    }

    /** Bits of the rules that are to be judged anew; the ones without a bit are not among them. */
    int concerned(SubjectFacts subject, AsOf now) {
        if (!now.today().equals(askedOn) || asked.size() > MOST_ASKED) {
            forget(now.today());
        }
        Concerned of = find(subject, now);
        int firing = subject.standing() & ~subject.stabilised();
        int stabilised = subject.standing() & subject.stabilised();
        int may = of.where & ~subject.standing() | of.whereFiring & firing | of.whereStabilised & stabilised;
        return may & ~(of.unlessWaiting & subject.waiting());
    }

    private Concerned find(SubjectFacts subject, AsOf now) {
        for (int i = 0; i < RECENT; i++) {
            if (recent[i] != null && subject.hasMoved(recent[i])) {
                return ofRecent[i];
            }
        }
        Moved moved = subject.moved();
        Concerned of = asked.computeIfAbsent(moved, each -> ask(each, now));
        next = (next + 1) % RECENT;
        recent[next] = moved;
        ofRecent[next] = of;
        return of;
    }

    private Concerned ask(Moved moved, AsOf now) {
        int where = 0;
        int whereFiring = 0;
        int whereStabilised = 0;
        int unlessWaiting = 0;
        for (Watch watch : marked) {
            where |= watch.mayMove(moved, Standing.NOT) ? watch.bit : 0;
            whereFiring |= watch.mayMove(moved, Standing.FIRING) ? watch.bit : 0;
            whereStabilised |= watch.mayMove(moved, Standing.STABILISED) ? watch.bit : 0;
            unlessWaiting |= watch.looksAt(moved, now) ? 0 : watch.bit;
        }
        return new Concerned(where, whereFiring, whereStabilised, unlessWaiting);
    }
}
