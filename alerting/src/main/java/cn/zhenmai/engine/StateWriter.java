package cn.zhenmai.engine;

import cn.zhenmai.measure.PackedOut;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import java.io.IOException;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;

/** Writes what judging has left behind, subjects by their number among those of their kind. Read by {@link StateReader}. */
final class StateWriter {

    /** Raised when the bytes are laid out otherwise. */
    static final int FORM = 4;

    /** So that half a state is not taken for a whole one. */
    static final int END = 0x5A4D;

    private final EngineState state;
    private final PackedOut out;
    private final Map<SubjectFacts, Integer> numbers;
    private final Map<Rule, Long> editions = new IdentityHashMap<>();

    private StateWriter(EngineState state, Map<SubjectFacts, Integer> numbers, PackedOut out) {
        this.state = state;
        this.numbers = numbers;
        this.out = out;
    }

    /** @param numbers of the state's ledger */
    static void write(EngineState state, Map<SubjectFacts, Integer> numbers, PackedOut out) throws IOException {
        new StateWriter(state, numbers, out).write();
    }

    private void write() throws IOException {
        out.number(state.ledger().sum());
        out.number(state.rules().size());
        for (int rule = 0; rule < state.rules().size(); rule++) {
            out.text(state.rules().get(rule).id());
            out.number(state.rules().get(rule).version());
            out.all(state.judged().standing().get(rule), each -> {
                number(each.of());
                out.instant(each.termEndsAt());
                PackedAlerts.write(out, each.alert());
            });
        }
        waiting();
        out.all(state.judged().past(), this::past);
        out.number(END);
    }

    /** 0 is the rule as a whole. */
    private void number(SubjectFacts subject) throws IOException {
        out.number(subject == null ? 0 : numbers.get(subject) + 1);
    }

    /** Many wait for one moment. */
    private void waiting() throws IOException {
        out.number(state.judged().waiting().size());
        Instant last = null;
        for (EngineState.Waiting each : state.judged().waiting()) {
            boolean again = each.at().equals(last);
            out.bool(again);
            if (!again) {
                out.instant(each.at());
                last = each.at();
            }
            out.number(each.rule());
            number(each.of());
        }
    }

    private void past(Past.Kept each) throws IOException {
        Long edition =
                editions.computeIfAbsent(each.rule(), rule -> state.editions().get(rule));
        out.number(edition);
        out.text(each.rule().id());
        number(each.subject());
        PackedAlerts.write(out, each);
    }
}
