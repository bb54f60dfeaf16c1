package cn.zhenmai.measure;

import java.util.Arrays;
import java.util.List;

/** How quiet it was after each of the facts that a course rests on. Where they lie is looked up once, as long as only later ones come. */
final class Quietness implements Reading.Quiet {

    private static final int UNKNOWN = -1;

    private final Timeline timeline;
    private final List<Fact> facts;
    private final String offering;
    private final int[] index;
    private int edits;

    /** @param offering sessions of which count, or of all where it is null */
    Quietness(Timeline timeline, List<Fact> facts, String offering) {
        this.timeline = timeline;
        this.facts = facts;
        this.offering = offering;
        this.index = new int[facts.size()];
        forget();
    }

    private void forget() {
        Arrays.fill(index, UNKNOWN);
        edits = timeline.edits();
    }

    @Override
    public boolean lasts(int point, int sessions) {
        if (edits != timeline.edits()) {
            forget();
        }
        int next = point + 1 < facts.size() ? index(point + 1) : timeline.size();
        return timeline.isQuiet(index(point), next, sessions, offering);
    }

    private int index(int point) {
        if (index[point] == UNKNOWN) {
            Fact fact = facts.get(point);
            index[point] = timeline.find(fact.startsAt(), fact.roll().session());
        }
        return index[point];
    }
}
