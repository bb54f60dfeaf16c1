package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.EvidenceJson;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.Subject;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link StateWriter} wrote, for an engine that has learnt the same rows of the journal. */
final class StateReader {

    private static final int MOST_BYTES = 1 << 26;

    private record Edition(long sequence, String rule) {}

    private final EngineState learnt;
    private final DataInputStream in;
    private final Map<Edition, Rule> editions = new HashMap<>();

    private StateReader(EngineState learnt, DataInputStream in) {
        this.learnt = learnt;
        this.in = in;
        learnt.editions().forEach((rule, sequence) -> editions.put(new Edition(sequence, rule.id()), rule));
    }

    /** @param learnt of the engine that is to go on with it, as of the same row */
    static EngineState read(Snapshot snapshot, EngineState learnt) throws Snapshot.UnfitException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(snapshot.inflated(), 1 << 16))) {
            return new StateReader(learnt, in).read();
        } catch (IOException | RuntimeException damaged) {
            throw new Snapshot.UnfitException(damaged);
        }
    }

    private EngineState read() throws IOException, Snapshot.UnfitException {
        for (Subject.Kind kind : Subject.Kind.values()) {
            List<SubjectFacts> known = learnt.subjects().get(kind);
            check(in.readInt() == known.size() && in.readInt() == StateWriter.names(known), "other subjects: " + kind);
        }
        check(in.readInt() == learnt.rules().size(), "another number of rules");
        List<List<EngineState.Standing>> standing = new ArrayList<>();
        for (Rule rule : learnt.rules()) {
            check(in.readUTF().equals(rule.id()) && in.readInt() == rule.version(), "another rule than " + rule.id());
            standing.add(standing(rule));
        }
        List<EngineState.Waiting> waiting = waiting();
        List<Past.Kept> past = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            past.add(past());
        }
        check(in.readInt() == StateWriter.END, "no end");
        return new EngineState(
                learnt.sequence(), learnt.subjects(), learnt.rules(), standing, waiting, past, learnt.editions());
    }

    private static void check(boolean fits, String otherwise) throws Snapshot.UnfitException {
        if (!fits) {
            throw new Snapshot.UnfitException(otherwise);
        }
    }

    private List<EngineState.Standing> standing(Rule rule) throws IOException {
        List<EngineState.Standing> standing = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            SubjectFacts of = subject(rule);
            Instant termEndsAt = instant();
            standing.add(new EngineState.Standing(of, alert(), termEndsAt));
        }
        return standing;
    }

    private List<EngineState.Waiting> waiting() throws IOException {
        List<EngineState.Waiting> waiting = new ArrayList<>();
        Instant at = null;
        for (int left = in.readInt(); left > 0; left--) {
            at = in.readBoolean() ? at : instant();
            boolean counts = in.readBoolean();
            int rule = in.readShort();
            waiting.add(new EngineState.Waiting(rule, subject(learnt.rules().get(rule)), at, counts));
        }
        return waiting;
    }

    private Past.Kept past() throws IOException {
        Rule rule = editions.get(new Edition(in.readLong(), in.readUTF()));
        if (rule == null) {
            throw new IOException("a rule of no edition");
        }
        SubjectFacts subject = subject(rule);
        Instant told = instant();
        String was = in.readUTF();
        Reading.Point point =
                in.readBoolean() ? new Reading.Point(in.readLong(), in.readLong(), in.readInt(), instant()) : null;
        return new Past.Kept(subject, rule, told, alert(), point, was);
    }

    private SubjectFacts subject(Rule of) throws IOException {
        int number = in.readInt();
        return number == StateWriter.NONE
                ? null
                : learnt.subjects().get(of.measure().subject()).get(number);
    }

    private Instant instant() throws IOException {
        int nano = in.readInt();
        return nano == StateWriter.NONE ? null : Instant.ofEpochSecond(in.readLong(), nano);
    }

    private Alert alert() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("an alert of " + length + " bytes");
        }
        return EvidenceJson.readAlert(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
}
