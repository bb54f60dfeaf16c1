package cn.zhenmai.engine;

import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.PackedIn;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link StateWriter} wrote, for an engine that knows the same rows of the journal. */
final class StateReader {

    private record Edition(long sequence, String rule) {}

    private final Ledger ledger;
    private final List<Rule> rules;
    private final PackedIn in;
    private final Map<Edition, Rule> editions = new HashMap<>();
    private final Map<Subject.Kind, List<SubjectFacts>> subjects = new EnumMap<>(Subject.Kind.class);

    private StateReader(Engine knowing, PackedIn in) {
        this.ledger = knowing.ledger();
        this.rules = knowing.inForce().numbered();
        this.in = in;
        knowing.inForce().editions().forEach((rule, sequence) -> editions.put(new Edition(sequence, rule.id()), rule));
    }

    /** @param knowing the one that is to go on with it, as of the same row */
    static EngineState.Judged read(Snapshot snapshot, Engine knowing) throws Snapshot.UnfitException {
        try (PackedIn in = new PackedIn(snapshot.judged().inflated())) {
            return new StateReader(knowing, in).read();
        } catch (IOException | RuntimeException damaged) {
            throw new Snapshot.UnfitException(damaged);
        }
    }

    private EngineState.Judged read() throws IOException, Snapshot.UnfitException {
        check(in.number() == ledger.image().sum(), "other subjects or places");
        check(in.number() == rules.size(), "another number of rules");
        List<List<EngineState.Standing>> standing = new ArrayList<>();
        for (Rule rule : rules) {
            check(in.text().equals(rule.id()) && in.number() == rule.version(), "another rule than " + rule.id());
            standing.add(in.all(() -> standing(rule)));
        }
        List<EngineState.Waiting> waiting = waiting();
        List<Past.Kept> past = in.all(this::past);
        check(in.number() == StateWriter.END, "no end");
        return new EngineState.Judged(standing, waiting, past);
    }

    private static void check(boolean fits, String otherwise) throws Snapshot.UnfitException {
        if (!fits) {
            throw new Snapshot.UnfitException(otherwise);
        }
    }

    private EngineState.Standing standing(Rule rule) throws IOException {
        SubjectFacts of = subject(rule);
        Instant termEndsAt = in.instant();
        return new EngineState.Standing(of, PackedAlerts.standing(in, rule, of, ledger), termEndsAt);
    }

    private List<EngineState.Waiting> waiting() throws IOException {
        List<EngineState.Waiting> waiting = new ArrayList<>();
        Instant at = null;
        for (int left = in.int4(); left > 0; left--) {
            at = in.bool() ? at : in.instant();
            int rule = in.int4();
            waiting.add(new EngineState.Waiting(rule, subject(rules.get(rule)), at));
        }
        return waiting;
    }

    private Past.Kept past() throws IOException {
        Rule rule = editions.get(new Edition(in.number(), in.text()));
        if (rule == null) {
            throw new IOException("a rule of no edition");
        }
        return PackedAlerts.past(in, rule, subject(rule));
    }

    private SubjectFacts subject(Rule of) throws IOException {
        int number = in.int4();
        return number == 0
                ? null
                : subjects.computeIfAbsent(of.measure().subject(), ledger::subjects)
                        .get(number - 1);
    }
}
