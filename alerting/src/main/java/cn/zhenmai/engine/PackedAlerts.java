package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Explanation.Branch;
import cn.zhenmai.alert.Explanation.Turn;
import cn.zhenmai.alert.Revision;
import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.PackedAccounts;
import cn.zhenmai.measure.PackedIn;
import cn.zhenmai.measure.PackedOut;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Alerts that stand and such as have ended as bytes, without what follows from their rule and their subject; each beside how it is read again. */
final class PackedAlerts {

    private static final Level[] LEVELS = Level.values();
    private static final Alert.Condition[] CONDITIONS = Alert.Condition.values();
    private static final Revision.Cause[] CAUSES = Revision.Cause.values();

    private PackedAlerts() {}

    static void write(PackedOut out, StandingAlert alert) throws IOException {
        out.number(alert.ordinal());
        write(out, alert.concern());
        out.text(alert.session());
        out.number(alert.rule().steps().indexOf(alert.step()));
        out.bool(alert.stabilised());
        out.instant(alert.openedAt());
        out.number(alert.openedSequence());
        out.instant(alert.changedAt());
        out.number(alert.changedSequence());
        PackedAccounts.write(out, alert.point());
        out.text(alert.title());
        out.text(alert.text());
        out.text(alert.textEn());
        PackedAccounts.write(out, alert.account());
        out.all(alert.contributions(), part -> PackedAccounts.write(out, part));
        out.all(alert.branches(), branch -> write(out, branch));
    }

    static StandingAlert standing(PackedIn in, Rule rule, SubjectFacts of, Ledger ledger) throws IOException {
        return new StandingAlert(
                in.int4(),
                rule,
                of,
                concern(in),
                in.text(),
                rule.steps().get(in.int4()),
                in.bool(),
                in.instant(),
                in.number(),
                in.instant(),
                in.number(),
                PackedAccounts.point(in),
                in.text(),
                in.text(),
                in.text(),
                PackedAccounts.account(in, ledger),
                List.copyOf(in.all(() -> PackedAccounts.contribution(in))),
                List.copyOf(in.all(() -> branch(in, ledger))));
    }

    /** The session has a name of its own. */
    private static void write(PackedOut out, Concern concern) throws IOException {
        out.text(concern.student());
        classes(out, concern.classes());
        out.text(concern.college());
        out.text(concern.offering());
        out.text(concern.teacher());
    }

    private static Concern concern(PackedIn in) throws IOException {
        return new Concern(in.text(), classes(in), in.text(), null, in.text(), in.text());
    }

    private static void classes(PackedOut out, Set<String> classes) throws IOException {
        out.all(List.copyOf(new TreeSet<>(classes)), out::text);
    }

    private static Set<String> classes(PackedIn in) throws IOException {
        List<String> classes = in.all(in::text);
        return classes.size() > 1 ? new TreeSet<>(classes) : Set.copyOf(classes);
    }

    private static void write(PackedOut out, Branch branch) throws IOException {
        out.text(branch.unit());
        out.text(branch.arithmetic());
        out.text(branch.arithmeticEn());
        out.all(branch.turns(), turn -> {
            out.instant(turn.at());
            out.decimal(turn.numerator());
            out.decimal(turn.denominator());
            out.signed(turn.n());
        });
        PackedAccounts.write(out, branch.items());
    }

    private static Branch branch(PackedIn in, Ledger ledger) throws IOException {
        return new Branch(
                in.text(),
                in.text(),
                in.text(),
                List.copyOf(in.all(() -> new Turn(in.instant(), in.decimal(), in.decimal(), (int) in.signed()))),
                PackedAccounts.items(in, ledger));
    }

    /** Of its rule and subject the caller knows. */
    static void write(PackedOut out, Past.Kept kept) throws IOException {
        out.instant(kept.told());
        PackedAccounts.write(out, kept.point());
        out.text(kept.was());
        Alert alert = kept.alert();
        out.text(alert.id());
        out.text(alert.student());
        classes(out, alert.classes());
        out.text(alert.college());
        out.text(alert.session());
        out.text(alert.offering());
        out.text(alert.teacher());
        out.choice(alert.level());
        out.choice(alert.condition());
        out.text(alert.endReason());
        out.instant(alert.openedAt());
        out.number(alert.openedSequence());
        out.instant(alert.changedAt());
        out.number(alert.changedSequence());
        out.text(alert.title());
        out.text(alert.text());
        out.text(alert.textEn());
        out.number(alert.evidence().sequence());
        out.decimal(alert.evidence().numerator());
        out.decimal(alert.evidence().denominator());
        out.signed(alert.evidence().n());
        write(out, alert.revision());
    }

    static Past.Kept past(PackedIn in, Rule rule, SubjectFacts of) throws IOException {
        return new Past.Kept(of, rule, in.instant(), PackedAccounts.point(in), in.text(), alert(in, rule, of));
    }

    private static Alert alert(PackedIn in, Rule rule, SubjectFacts of) throws IOException {
        return new Alert(
                in.text(),
                rule.id(),
                rule.version(),
                of.subject(),
                in.text(),
                classes(in),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.choice(LEVELS),
                in.choice(CONDITIONS),
                in.text(),
                in.instant(),
                in.number(),
                in.instant(),
                in.number(),
                in.text(),
                in.text(),
                in.text(),
                Past.slim(
                        in.number(),
                        in.decimal(),
                        in.decimal(),
                        (int) in.signed(),
                        rule.measure().unit()),
                revision(in));
    }

    private static void write(PackedOut out, Revision revision) throws IOException {
        out.bool(revision != null);
        if (revision != null) {
            out.choice(revision.levelWas());
            out.choice(revision.level());
            out.text(revision.was());
            out.text(revision.now());
            out.text(revision.unit());
            out.instant(revision.at());
            out.number(revision.sequence());
            out.choice(revision.cause());
        }
    }

    private static Revision revision(PackedIn in) throws IOException {
        return in.bool()
                ? new Revision(
                        in.choice(LEVELS),
                        in.choice(LEVELS),
                        in.text(),
                        in.text(),
                        in.text(),
                        in.instant(),
                        in.number(),
                        in.choice(CAUSES))
                : null;
    }
}
