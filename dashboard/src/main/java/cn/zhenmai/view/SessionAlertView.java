package cn.zhenmai.view;

import cn.zhenmai.access.Scope;
import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.view.Worklist.SessionAlert;
import java.util.Comparator;
import java.util.List;

/** Alerts about sessions and offerings: about no one student. */
final class SessionAlertView {

    static final Comparator<SessionAlert> WORST = Comparator.comparing(SessionAlert::level, Comparator.reverseOrder())
            .thenComparing(SessionAlert::handling)
            .thenComparing(SessionAlert::changedAt, Comparator.reverseOrder())
            .thenComparing(SessionAlert::id);

    private SessionAlertView() {}

    static boolean isShown(Alert alert, Scope scope) {
        return alert.student() == null
                && alert.condition() != Alert.Condition.ENDED
                && scope.seesAnyClass(alert.classes());
    }

    static SessionAlert of(HandledAlert one, Names names) {
        Alert alert = one.alert();
        List<String> classes =
                alert.classes().stream().sorted().map(names::classOf).toList();
        return new SessionAlert(
                alert.id(),
                alert.rule(),
                alert.title(),
                alert.text(),
                alert.textEn(),
                alert.level(),
                alert.condition(),
                alert.openedAt(),
                alert.changedAt(),
                alert.session(),
                names.session(alert.session()).map(names::course).orElseGet(() -> names.course(alert.offering())),
                classes,
                names.occasion(alert.session()),
                names.teacher(alert.teacher()),
                one.handling().state());
    }
}
