package cn.zhenmai.backtest;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The would-be alerts and their courses, the first ones with evidence. */
final class Stories {

    private static final class Story {
        Alert opened;
        List<String> counselors;
        Level highest;
        Transition last;
        final List<WouldBe.Turn> course = new ArrayList<>();
    }

    private final Map<String, Story> byAlert = new LinkedHashMap<>();
    private int count;

    /** One of the range; what began before it is not listed. */
    void tell(Transition transition, List<String> counselors) {
        Alert alert = transition.alert();
        if (transition.kind() == Transition.Kind.OPENED) {
            count++;
            if (!isFull()) {
                Story story = new Story();
                story.opened = alert;
                story.counselors = counselors;
                story.highest = alert.level();
                byAlert.put(alert.id(), story);
            }
        }
        Story story = byAlert.get(alert.id());
        if (story == null || transition.kind() == Transition.Kind.AMENDED) {
            return;
        }
        story.highest = alert.level().compareTo(story.highest) > 0 ? alert.level() : story.highest;
        story.last = transition;
        story.course.add(new WouldBe.Turn(transition.at(), transition.kind(), alert.level()));
    }

    /** Whether one that opens now would only be counted. */
    boolean isFull() {
        return byAlert.size() >= Backtest.LISTED;
    }

    int count() {
        return count;
    }

    List<WouldBe> all() {
        return byAlert.values().stream().map(Stories::wouldBe).toList();
    }

    private static WouldBe wouldBe(Story story) {
        boolean ended = story.last.kind() == Transition.Kind.ENDED;
        return new WouldBe(
                story.opened,
                story.counselors,
                story.highest,
                List.copyOf(story.course),
                ended ? story.last.at() : null,
                ended ? story.last.alert().endReason() : null);
    }
}
