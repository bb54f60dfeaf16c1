package cn.zhenmai.view;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Evidence;
import cn.zhenmai.alert.Explanation;
import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.alert.Handling;
import cn.zhenmai.alert.Revision;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Alerts as lists and pages show them, with the names of what they are about. */
public final class AlertView {

    /** {@code rule} is the rule's id in lists and the rule itself in a detail. */
    public record Head(
            String id,
            int ruleVersion,
            String title,
            String text,
            String textEn,
            Level level,
            Alert.Condition condition,
            String endReason,
            String student,
            String studentName,
            String classId,
            String className,
            List<String> classNames,
            String session,
            String offering,
            String courseName,
            String periodLabel,
            String teacherName,
            Instant openedAt,
            Instant changedAt,
            Revised revised) {}

    /** What the number is known to have been; null where it is as it was told. {@code level} null = below every level. */
    public record Revised(
            Level levelWas,
            Level level,
            String was,
            String now,
            String unit,
            Instant at,
            long sequence,
            Revision.Cause cause) {

        static Revised of(Revision of) {
            return of == null
                    ? null
                    : new Revised(
                            of.levelWas(),
                            of.level(),
                            of.was(),
                            of.now(),
                            of.unit(),
                            of.at(),
                            of.sequence(),
                            of.cause());
        }
    }

    public record Line(@JsonUnwrapped Head head, String rule, Handling.State handling, String acknowledgedBy) {}

    public record Page(List<Line> items, String next, long sequence) {}

    /** {@code correctedBy} is "leave-slip" where a slip ended the alert, else null. */
    public record Detail(
            @JsonUnwrapped Head head,
            String correctedBy,
            Done handling,
            Proof evidence,
            List<Step> transitions,
            RuleInfo rule) {}

    public record Done(Handling.State state, String by, String byName, Instant at, String note) {}

    public record Proof(
            long sequence,
            BigDecimal numerator,
            BigDecimal denominator,
            int n,
            String unit,
            String arithmetic,
            String arithmeticEn,
            BigDecimal distance,
            List<Item> items,
            Explanation explanation) {}

    public record Item(
            String session,
            String offering,
            String courseName,
            LocalDate heldOn,
            int firstPeriod,
            int periods,
            String student,
            String studentName,
            Status status,
            BigDecimal count,
            String text,
            String source,
            Instant receivedAt) {}

    public record Step(
            long sequence, Instant at, Transition.Kind kind, Level before, Level level, boolean byCorrection) {}

    public record RuleInfo(String id, int version, String nameZh, String nameEn, List<Rung> levels) {}

    public record Rung(Level level, BigDecimal at, String nameZh, String nameEn) {}

    private final SchoolNow.Moment moment;
    private final Names names;

    public AlertView(SchoolNow.Moment moment) {
        this.moment = moment;
        this.names = new Names(moment.school());
    }

    public Line line(HandledAlert one) {
        return new Line(
                head(one.alert()),
                one.alert().rule(),
                one.handling().state(),
                names.teacher(one.handling().by()));
    }

    /** One that nobody has handled: of a back-test. */
    Line line(Alert alert) {
        return new Line(head(alert), alert.rule(), Handling.State.NEW, null);
    }

    /** {@code rule} as it stands now, null when it is gone; {@code bySlip} = a leave slip ended it. */
    public Detail detail(HandledAlert one, List<Transition> transitions, Rule rule, boolean bySlip) {
        Alert alert = one.alert();
        Handling handling = one.handling();
        return new Detail(
                head(alert),
                bySlip ? "leave-slip" : null,
                new Done(handling.state(), handling.by(), names.teacher(handling.by()), handling.at(), handling.note()),
                proof(alert.evidence()),
                transitions.stream().map(AlertView::step).toList(),
                rule == null
                        ? new RuleInfo(alert.rule(), alert.ruleVersion(), alert.rule(), alert.rule(), List.of())
                        : info(alert, rule));
    }

    private Head head(Alert alert) {
        String classId = alert.student() == null
                ? null
                : moment.school()
                        .classOf(alert.student(), moment.today())
                        .map(one -> one.id())
                        .orElse(null);
        return new Head(
                alert.id(),
                alert.ruleVersion(),
                alert.title(),
                alert.text(),
                alert.textEn(),
                alert.level(),
                alert.condition(),
                alert.endReason(),
                alert.student(),
                alert.student() == null ? null : names.student(alert.student()),
                classId,
                names.classOf(classId),
                alert.classes().stream().sorted().map(names::classOf).toList(),
                alert.session(),
                alert.offering(),
                names.session(alert.session()).map(names::course).orElseGet(() -> names.course(alert.offering())),
                names.occasion(alert.session()),
                names.teacher(alert.teacher()),
                alert.openedAt(),
                alert.changedAt(),
                Revised.of(alert.revision()));
    }

    Proof proof(Evidence evidence) {
        return new Proof(
                evidence.sequence(),
                evidence.numerator(),
                evidence.denominator(),
                evidence.n(),
                evidence.unit(),
                evidence.arithmetic(),
                evidence.arithmeticEn(),
                evidence.distance(),
                evidence.items().stream().map(this::item).toList(),
                evidence.explanation());
    }

    private Item item(cn.zhenmai.measure.Item item) {
        return new Item(
                item.session(),
                item.offering(),
                names.session(item.session()).map(names::course).orElseGet(() -> names.course(item.offering())),
                item.heldOn(),
                item.firstPeriod(),
                item.periods(),
                item.student(),
                item.student() == null ? null : names.student(item.student()),
                item.status(),
                item.count(),
                item.text(),
                item.source(),
                item.receivedAt());
    }

    private static Step step(Transition transition) {
        return new Step(
                transition.sequence(),
                transition.at(),
                transition.kind(),
                transition.before(),
                transition.alert().level(),
                transition.byCorrection());
    }

    private static RuleInfo info(Alert alert, Rule rule) {
        return new RuleInfo(
                rule.id(),
                alert.ruleVersion(),
                rule.nameZh(),
                rule.nameEn(),
                rule.steps().stream()
                        .map(step -> new Rung(step.level(), step.at().value(), step.nameZh(), step.nameEn()))
                        .toList());
    }
}
