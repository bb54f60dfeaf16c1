package cn.zhenmai.notify;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.engine.AppliedStep;
import cn.zhenmai.engine.EffectsWriter;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Notice;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.store.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Derives mails from transitions in the transaction that writes them. Whoever was told hears exactly once that it has passed; what
 * was not yet sent is dropped instead. An alert that takes the place of another under an edited rule takes over who was told. Imported
 * history notifies nobody.
 */
public final class Outbox implements EffectsWriter {

    /** At the end of a term every cumulative alert ends at once: that is no news, and would be hundreds of mails. */
    private static final String TERM_ENDED = "term-ended";

    private final List<WebhookTarget> webhooks;

    public Outbox() {
        this(List.of());
    }

    /** @param webhooks hear of every alert from their level on, beside the people */
    public Outbox(List<WebhookTarget> webhooks) {
        this.webhooks = List.copyOf(webhooks);
    }

    @Override
    public void write(Connection c, Together waiting, AppliedStep step) throws SQLException {
        Corrections corrections = new Corrections();
        Succession succession = Succession.in(step.effects().transitions());
        for (Transition transition : step.effects().transitions()) {
            Alert before = succession.before(transition);
            if (before != null) {
                waiting.run(c);
                OutboxWrites.takeOver(c, before.id(), transition.alert().id());
                write(c, Succession.asChange(transition, before), step, corrections, waiting);
            } else if (!succession.isFollowed(transition)) {
                write(c, transition, step, corrections, waiting);
            }
        }
        if (!corrections.isEmpty()) {
            waiting.run(c);
            corrections.write(c);
        }
    }

    /** {@code waiting}: what goes together, until something is read or added. */
    private void write(Connection c, Transition transition, AppliedStep step, Corrections corrections, Together waiting)
            throws SQLException {
        Alert alert = transition.alert();
        boolean silent = step.effects().reconstructed() || step.school() == null;
        List<Notification> people = List.of();
        List<Notification> systems = List.of();
        Letter letter = step.school() == null ? null : Letters.of(transition, step.rules(), step.school());
        if (!silent) {
            people = Route.of(transition, notices(alert, step), letter, step.school());
            systems = Route.webhooks(transition, webhooks, letter);
        }
        if (transition.kind() != Transition.Kind.OPENED) {
            settleWaiting(waiting, transition, letter, !people.isEmpty() || !systems.isEmpty());
            if (!silent && (followsUp(transition) || transition.kind() == Transition.Kind.REVISED)) {
                waiting.run(c);
            }
            if (!silent && followsUp(transition)) {
                for (Notification each : followUps(c, transition, letter, step)) {
                    tell(c, transition, each, corrections);
                }
            }
            if (!silent && transition.kind() == Transition.Kind.REVISED) {
                for (OutboxWrites.Told told : OutboxWrites.knew(c, alert.id())) {
                    corrections.add(
                            transition, notification(told, Notification.Kind.REVISION, alert.level(), letter, step));
                }
            }
        }
        if (!people.isEmpty() || !systems.isEmpty()) {
            waiting.run(c);
        }
        for (Notification notice : people) {
            tell(c, transition, notice, corrections);
        }
        for (Notification notice : systems) {
            OutboxWrites.add(c, transition, notice);
        }
    }

    /** Whom nobody can reach is a dead letter of its own, never a line in one; other systems hear singly. */
    private static void tell(Connection c, Transition transition, Notification notification, Corrections corrections)
            throws SQLException {
        boolean mayBeSummed = transition.byCorrection()
                && notification.address() != null
                && !notification.address().startsWith(WebhookTarget.SCHEME);
        if (mayBeSummed) {
            corrections.add(transition, notification);
        } else {
            OutboxWrites.add(c, transition, notification);
        }
    }

    private static List<Notice> notices(Alert alert, AppliedStep step) {
        return step.rules().rule(alert.rule()).map(Rule::notices).orElse(List.of());
    }

    /** A mail that waits tells what holds when it is sent, or nothing. */
    private static void settleWaiting(Together waiting, Transition transition, Letter letter, boolean toldAgain) {
        Alert alert = transition.alert();
        if (alert.condition() == Alert.Condition.ENDED) {
            OutboxWrites.dropNotices(waiting, transition, "未发送前已结束／ended before it was sent");
        } else if (toldAgain) {
            OutboxWrites.dropNotices(waiting, transition, "级别已变，另发／replaced by the next level's mail");
        } else {
            OutboxWrites.dropNoticesAbove(waiting, transition, "未发送前已降级／lowered before it was sent");
            if (letter != null) {
                OutboxWrites.refreshNotices(waiting, transition, letter);
            }
        }
    }

    private static boolean followsUp(Transition transition) {
        return transition.kind() == Transition.Kind.LOWERED
                || (transition.kind() == Transition.Kind.ENDED
                        && !TERM_ENDED.equals(transition.alert().endReason()));
    }

    private static List<Notification> followUps(Connection c, Transition transition, Letter letter, AppliedStep step)
            throws SQLException {
        Alert alert = transition.alert();
        List<Notification> followUps = new ArrayList<>();
        for (OutboxWrites.Told told : OutboxWrites.told(c, alert.id())) {
            if (alert.condition() == Alert.Condition.ENDED || told.level().compareTo(alert.level()) > 0) {
                followUps.add(notification(
                        told, Notification.Kind.FOLLOW_UP, alert.level(), letter.followUp(told.level()), step));
            }
        }
        return followUps;
    }

    private static Notification notification(
            OutboxWrites.Told told, Notification.Kind kind, Level level, Letter letter, AppliedStep step) {
        String address = Route.address(told.recipient(), step.school());
        return new Notification(
                told.recipient(), address == null ? told.address() : address, kind, level, null, null, letter);
    }
}
