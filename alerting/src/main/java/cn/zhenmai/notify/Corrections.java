package cn.zhenmai.notify;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What corrections of one step would tell, person by person. A few are told one by one; beyond that, and of the past always, one summary
 * tells all, and takes in what comes for the same person before it is sent: an import that corrects a month is one mail.
 */
final class Corrections {

    /** Mails by corrections that one person gets singly within {@link #WITHIN}. */
    static final int FEW = 3;

    /** School clock. */
    static final Duration WITHIN = Duration.ofHours(1);

    /** So long a summary waits for more, school clock. */
    static final Duration WAITS = Duration.ofMinutes(10);

    /** Alerts that a summary names; it counts the others. */
    static final int LINES = 20;

    private record Meant(Transition transition, Notification notification) {}

    private final Map<String, List<Meant>> byRecipient = new LinkedHashMap<>();

    void add(Transition transition, Notification notification) {
        byRecipient
                .computeIfAbsent(notification.recipient(), none -> new ArrayList<>())
                .add(new Meant(transition, notification));
    }

    boolean isEmpty() {
        return byRecipient.isEmpty();
    }

    void write(Connection c) throws SQLException {
        for (Map.Entry<String, List<Meant>> each : byRecipient.entrySet()) {
            write(c, each.getKey(), each.getValue());
        }
    }

    private static void write(Connection c, String recipient, List<Meant> meant) throws SQLException {
        SummaryWrites.Waiting waiting = SummaryWrites.waiting(c, recipient);
        boolean past = meant.stream().anyMatch(one -> one.notification().kind() == Notification.Kind.REVISION);
        if (waiting == null && !past && isFew(c, recipient, meant)) {
            for (Meant one : meant) {
                OutboxWrites.add(c, one.transition(), one.notification());
            }
            return;
        }
        for (Meant one : meant) {
            OutboxWrites.addSummed(c, one.transition(), one.notification());
        }
        Meant first = meant.get(0);
        if (waiting != null) {
            SummaryWrites.refresh(c, waiting.id(), letter(waiting.letter(), meant), highest(waiting.level(), meant));
        } else {
            OutboxWrites.add(
                    c,
                    first.transition(),
                    new Notification(
                            recipient,
                            first.notification().address(),
                            Notification.Kind.SUMMARY,
                            highest(Level.BLUE, meant),
                            null,
                            first.transition().at().plus(WAITS),
                            letter(null, meant)));
        }
    }

    private static boolean isFew(Connection c, String recipient, List<Meant> meant) throws SQLException {
        return meant.size() <= FEW
                && meant.size()
                                + SummaryWrites.byCorrection(
                                        c,
                                        recipient,
                                        meant.get(0).transition().at().minus(WITHIN),
                                        FEW)
                        <= FEW;
    }

    private static Letter letter(Letter before, List<Meant> meant) {
        List<Letter.Line> lines = new ArrayList<>();
        int count = meant.size();
        if (before != null) {
            lines.addAll(before.lines());
            count += before.count();
        }
        for (Meant one : meant) {
            if (lines.size() < LINES) {
                lines.add(line(one));
            }
        }
        return Letter.summary(lines, count);
    }

    private static Letter.Line line(Meant of) {
        Letter letter = of.notification().letter();
        Alert alert = of.transition().alert();
        return new Letter.Line(
                of.transition().kind(),
                letter.place(),
                letter.heldOn(),
                letter.periods(),
                letter.classes(),
                alert.student() != null,
                letter.before(),
                alert.level(),
                alert.revision());
    }

    private static Level highest(Level level, List<Meant> meant) {
        Level highest = level;
        for (Meant one : meant) {
            Level own = one.notification().level();
            highest = own.compareTo(highest) > 0 ? own : highest;
        }
        return highest;
    }
}
