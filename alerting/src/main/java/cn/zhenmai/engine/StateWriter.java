package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.EvidenceJson;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.Subject;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a state of the engine as bytes, subjects by their number among those of their kind. Read by {@link StateReader}. */
final class StateWriter {

    /** Raised when the bytes are laid out otherwise. */
    static final int FORM = 1;

    /** So that half a state is not taken for a whole one. */
    static final int END = 0x5A4D;

    static final int NONE = -1;

    private final EngineState state;
    private final DataOutputStream out;
    private final Map<SubjectFacts, Integer> numbers = new IdentityHashMap<>();
    private final Map<Rule, Long> editions = new IdentityHashMap<>();

    private StateWriter(EngineState state, DataOutputStream out) {
        this.state = state;
        this.out = out;
    }

    static Snapshot write(EngineState state) {
        Snapshot.Parts parts = new Snapshot.Parts();
        Deflater quick = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DeflaterOutputStream(parts, quick, 1 << 16), 1 << 16))) {
            new StateWriter(state, out).write();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            quick.end();
        }
        return new Snapshot(state.sequence(), FORM, EngineWorker.VERSION, parts.all());
    }

    private void write() throws IOException {
        for (Subject.Kind kind : Subject.Kind.values()) {
            subjects(state.subjects().get(kind));
        }
        out.writeInt(state.rules().size());
        for (int rule = 0; rule < state.rules().size(); rule++) {
            out.writeUTF(state.rules().get(rule).id());
            out.writeInt(state.rules().get(rule).version());
            out.writeInt(state.standing().get(rule).size());
            for (EngineState.Standing each : state.standing().get(rule)) {
                out.writeInt(number(each.of()));
                instant(each.termEndsAt());
                alert(each.alert());
            }
        }
        waiting();
        out.writeInt(state.past().size());
        for (Past.Kept each : state.past()) {
            past(each);
        }
        out.writeInt(END);
    }

    /** Their names in order as one number: that of what is read again must be the same. */
    static int names(List<SubjectFacts> subjects) {
        int names = subjects.size();
        for (SubjectFacts subject : subjects) {
            names = 31 * names + subject.id().hashCode();
        }
        return names;
    }

    private void subjects(List<SubjectFacts> subjects) throws IOException {
        out.writeInt(subjects.size());
        out.writeInt(names(subjects));
        for (int number = 0; number < subjects.size(); number++) {
            numbers.put(subjects.get(number), number);
        }
    }

    private int number(SubjectFacts subject) {
        return subject == null ? NONE : numbers.get(subject);
    }

    /** Many wait for one moment. */
    private void waiting() throws IOException {
        out.writeInt(state.waiting().size());
        Instant last = null;
        for (EngineState.Waiting each : state.waiting()) {
            boolean again = each.at().equals(last);
            out.writeBoolean(again);
            if (!again) {
                instant(each.at());
                last = each.at();
            }
            out.writeBoolean(each.counts());
            out.writeShort(each.rule());
            out.writeInt(number(each.of()));
        }
    }

    private void past(Past.Kept each) throws IOException {
        Long edition =
                editions.computeIfAbsent(each.rule(), rule -> state.editions().get(rule));
        out.writeLong(edition);
        out.writeUTF(each.rule().id());
        out.writeInt(number(each.subject()));
        instant(each.told());
        out.writeUTF(each.was());
        Reading.Point point = each.point();
        out.writeBoolean(point != null);
        if (point != null) {
            out.writeLong(point.numerator());
            out.writeLong(point.denominator());
            out.writeInt(point.n());
            instant(point.at());
        }
        alert(each.alert());
    }

    private void instant(Instant at) throws IOException {
        out.writeInt(at == null ? NONE : at.getNano());
        if (at != null) {
            out.writeLong(at.getEpochSecond());
        }
    }

    private void alert(Alert alert) throws IOException {
        byte[] json = EvidenceJson.write(alert).getBytes(StandardCharsets.UTF_8);
        out.writeInt(json.length);
        out.write(json);
    }
}
