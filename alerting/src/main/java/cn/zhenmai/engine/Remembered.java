package cn.zhenmai.engine;

import cn.zhenmai.measure.Ledger;
import cn.zhenmai.measure.LedgerReader;
import cn.zhenmai.measure.LedgerWriter;
import cn.zhenmai.measure.PackedIn;
import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** What a snapshot holds of the facts: an engine that knows them without reading the journal. */
record Remembered(long sequence, Ledger ledger, Instant since, Instant at) {

    static Remembered of(Snapshot snapshot) throws Snapshot.UnfitException {
        snapshot.ledger().check(LedgerWriter.FORM);
        try (PackedIn in = new PackedIn(snapshot.ledger().inflated())) {
            Instant since = in.instant();
            Instant at = in.instant();
            return new Remembered(snapshot.sequence(), LedgerReader.read(in), since, at);
        } catch (IOException | RuntimeException damaged) {
            throw new Snapshot.UnfitException(damaged);
        }
    }

    /**
     * Nothing is judged yet.
     *
     * @param rules without any edition
     * @param editions up to the snapshot's row, oldest first
     * @param school as of that row
     */
    Engine engine(RuleSet rules, List<Input.RulesEdited> editions, School school) {
        Engine engine = new Engine(rules, ledger);
        engine.remember(sequence, editions, school, since, at);
        return engine;
    }
}
