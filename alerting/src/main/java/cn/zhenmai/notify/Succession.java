package cn.zhenmai.notify;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.school.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alerts of one step take the place of others: an edited rule closes its alerts and judges anew at once, so for the people who
 * were told only the difference is news.
 */
final class Succession {

    private static final String RULE_CHANGED = "rule-changed";

    private final Map<Key, Alert> closed = new HashMap<>();
    private final Map<Key, Alert> opened = new HashMap<>();

    /** A rule and its overrides are one policy. */
    private record Key(String rule, Subject subject) {
        static Key of(Alert alert) {
            return new Key(alert.rule().replaceFirst("@.*", ""), alert.subject());
        }
    }

    static Succession in(List<Transition> transitions) {
        Succession found = new Succession();
        for (Transition transition : transitions) {
            Alert alert = transition.alert();
            if (isClosed(transition)) {
                found.closed.put(Key.of(alert), alert);
            } else if (transition.kind() == Transition.Kind.OPENED) {
                found.opened.put(Key.of(alert), alert);
            }
        }
        return found;
    }

    private static boolean isClosed(Transition transition) {
        return transition.kind() == Transition.Kind.ENDED
                && RULE_CHANGED.equals(transition.alert().endReason());
    }

    /** Whose place the opened alert takes; null where it is new. */
    Alert before(Transition transition) {
        return transition.kind() == Transition.Kind.OPENED ? closed.get(Key.of(transition.alert())) : null;
    }

    /** Whether the alert was closed and another stands in its place. */
    boolean isFollowed(Transition transition) {
        return isClosed(transition) && opened.containsKey(Key.of(transition.alert()));
    }

    /** The opening as the change of level that it is for who knew the former alert. */
    static Transition asChange(Transition opening, Alert before) {
        int higher = opening.alert().level().compareTo(before.level());
        Transition.Kind kind =
                higher > 0 ? Transition.Kind.RAISED : higher < 0 ? Transition.Kind.LOWERED : Transition.Kind.AMENDED;
        return new Transition(
                opening.sequence(), opening.ordinal(), opening.at(), kind, before.level(), false, opening.alert());
    }
}
