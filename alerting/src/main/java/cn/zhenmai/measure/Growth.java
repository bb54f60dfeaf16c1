package cn.zhenmai.measure;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** How a sum grew in event time, fact by fact, out of one person's timeline: three columns of ints. */
final class Growth implements Reading.Quiet {

    private static final int[] NOTHING = {};

    private final Timeline timeline;
    /** Whose presences make it quiet; null = all. */
    private final String offering;

    private final long whole;
    /** As the timeline packs them. */
    private final int[] facts;

    private final int[] sums;
    /** Where they lie in the timeline, as of its {@code edits}. */
    private final int[] index;

    private int edits;

    private Growth(Timeline timeline, String offering, long whole, int[] facts, int[] sums, int[] index) {
        this.timeline = timeline;
        this.offering = offering;
        this.whole = whole;
        this.facts = facts;
        this.sums = sums;
        this.index = index;
        this.edits = timeline.edits();
    }

    /** @param whole the denominator of every point */
    static Growth none(Timeline timeline, String offering, long whole) {
        return new Growth(timeline, offering, whole, NOTHING, NOTHING, NOTHING);
    }

    /** Grown by the fact at the index of the timeline. */
    Growth with(int at, int more) {
        return new Growth(
                timeline,
                offering,
                whole,
                append(facts, timeline.packed(at)),
                append(sums, sum() + more),
                append(index, at));
    }

    private static int[] append(int[] values, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    int size() {
        return facts.length;
    }

    int sum() {
        return sums.length == 0 ? 0 : sums[sums.length - 1];
    }

    FactItems items() {
        FactItems items = new FactItems();
        for (int i = 0; i < facts.length; i++) {
            items.add(fact(i), added(i), null);
        }
        return items;
    }

    /** What the addition added. */
    int added(int addition) {
        return sums[addition] - (addition == 0 ? 0 : sums[addition - 1]);
    }

    Fact fact(int addition) {
        return timeline.unpacked(facts[addition]);
    }

    @Override
    public boolean lasts(int point, int sessions) {
        if (edits != timeline.edits()) {
            find();
        }
        int next = point + 1 < index.length ? index[point + 1] : timeline.size();
        return timeline.isQuiet(index[point], next, sessions, offering);
    }

    /** In the high bits the timeline's edits, in the low ones its size: no more facts than are missing make it quiet. */
    @Override
    public long soonest(int sessions) {
        int missing = timeline.missingPresences(last(), sessions, offering);
        return (long) timeline.edits() << Integer.SIZE | timeline.size() + missing;
    }

    private int last() {
        if (edits != timeline.edits()) {
            find();
        }
        return index[index.length - 1];
    }

    @Override
    public boolean isBefore(long soonest) {
        return (int) (soonest >>> Integer.SIZE) == timeline.edits() && timeline.size() < (int) soonest;
    }

    private void find() {
        for (int i = 0; i < facts.length; i++) {
            Place place = timeline.placeOf(facts[i]);
            index[i] = timeline.find(place.startsAt(), place.roll.session());
        }
        edits = timeline.edits();
    }

    Reading reading() {
        return new Reading(points(), this, this, null, null);
    }

    private List<Reading.Point> points() {
        return new AbstractList<>() {
            @Override
            public Reading.Point get(int point) {
                return new Reading.Point(
                        sums[point],
                        whole,
                        point + 1,
                        timeline.placeOf(facts[point]).startsAt());
            }

            @Override
            public int size() {
                return facts.length;
            }
        };
    }

    /** Whether the same facts made it grow in the same way. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Growth that
                        && timeline == that.timeline
                        && whole == that.whole
                        && Arrays.equals(facts, that.facts)
                        && Arrays.equals(sums, that.sums);
    }

    @Override
    public int hashCode() {
        return 31 * facts.length + sum();
    }
}
