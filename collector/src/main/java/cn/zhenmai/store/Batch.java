package cn.zhenmai.store;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.RegistryRows;
import cn.zhenmai.school.School;
import cn.zhenmai.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * One transaction of the journal: entries in, journal rows and receipts out. It decides everything against one loaded
 * {@link WorkingSet} and writes it once; nothing of it is true before the commit, which is the caller's.
 */
final class Batch {

    /** In whose name a receipt of the registry's own stands. */
    private static final String REGISTRY = "registry";

    private final Connection connection;
    private final Enrolments enrolments;
    private final Recent recent;
    private final JournalStore.Head before;
    private final Instant now;

    private JournalStore.Head head;
    private School school;
    private int rowsWritten;
    /** Null where the registry was edited or a row sent again: after that nothing holds that was known. */
    private Loading loading;

    private final List<Input> inputs = new ArrayList<>();
    private final ChangeStore changes = new ChangeStore();
    private final CopyRows receipts = new CopyRows("receipt");
    private final List<QuarantineStore.Refused> quarantine = new ArrayList<>();
    private final List<SourceDayStore.Day> days = new ArrayList<>();
    private final List<SourceDayStore.Release> releases = new ArrayList<>();

    /** {@code now} by the school's clock. The caller has locked the head and seen that it is {@code head}. */
    Batch(
            Connection connection,
            School school,
            Enrolments enrolments,
            Recent recent,
            JournalStore.Head head,
            String writer,
            Instant now) {
        this.connection = connection;
        this.school = school;
        this.enrolments = enrolments;
        this.recent = recent;
        this.before = head;
        this.head = new JournalStore.Head(head.sequence(), head.knownAt(), writer);
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    JournalStore.Head head() {
        return head;
    }

    School school() {
        return school;
    }

    /** Rows of facts that it wrote. */
    int rowsWritten() {
        return rowsWritten;
    }

    List<Input> inputs() {
        return inputs;
    }

    /** It is committed: what it had in its hands may be remembered. */
    void settle() {
        if (loading == null) {
            recent.clear();
        } else {
            loading.settle();
        }
    }

    /** Receipts in the order of the entries. What goes alone into a transaction comes alone. */
    List<Receipt> run(List<Entry> entries, Dialect dialect) throws SQLException {
        if (entries.get(0) instanceof Entry.RegistryEdit edit) {
            return List.of(edit(edit, dialect));
        }
        if (entries.get(0) instanceof Entry.Withdrawal withdrawal) {
            return List.of(withdraw(withdrawal));
        }
        return entries.get(0) instanceof Entry.Resend again ? List.of(resend(again)) : take(entries);
    }

    private List<Receipt> take(List<Entry> entries) throws SQLException {
        loading = new Loading(connection, school, recent);
        List<List<Resolution>> resolutions = new ArrayList<>();
        for (Entry entry : entries) {
            resolutions.add(entry instanceof Entry.Facts facts ? resolve(facts, loading) : List.of());
        }
        WorkingSet set = loading.load();
        ClientIds ids = ClientIds.load(connection, entries, now);
        List<Receipt> answers = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            answers.add(
                    entries.get(i) instanceof Entry.Facts facts
                            ? fold(facts, resolutions.get(i), set, ids)
                            : mark(entries.get(i)));
        }
        write(set);
        ids.send(connection);
        finish();
        return answers;
    }

    private List<Resolution> resolve(Entry.Facts facts, Loading loading) {
        Instant at = facts.knownAt() == null ? now : facts.knownAt();
        List<Resolution> resolved = new ArrayList<>(facts.rows().size());
        for (Entry.Row row : facts.rows()) {
            Resolution one = Resolution.of(row.observation(), school, enrolments, facts.source(), at);
            if (one instanceof Resolution.Taken taken) {
                loading.want(taken.observation());
            }
            resolved.add(one);
        }
        return resolved;
    }

    private Receipt fold(Entry.Facts facts, List<Resolution> resolutions, WorkingSet set, ClientIds ids) {
        Fold fold = new Fold(school, enrolments, set, head.sequence() + 1);
        Instant knownAt = knownAt(facts.knownAt());
        ReceiptCount tally = facts.receipt() == null ? ReceiptCount.begin(now) : new ReceiptCount(facts.receipt());
        facts.unreadable().forEach(error -> tally.reject(error.row(), error.field(), error.message()));
        for (int i = 0; i < resolutions.size(); i++) {
            Entry.Row row = facts.rows().get(i);
            Resolution resolution = resolutions.get(i);
            ClientIds.Seen seen = ids.seen(facts.source().id(), row);
            if (seen == ClientIds.Seen.SAME) {
                tally.count(Version.Outcome.DUPLICATE);
                continue;
            }
            if (seen == ClientIds.Seen.OTHERWISE) {
                setAside(facts, row, "clientId", ReceiptCount.OTHER_UNDER_ID, true, tally, knownAt);
                continue;
            }
            if (!(resolution instanceof Resolution.Rejected)) {
                ids.keep(facts.source().id(), row);
            }
            if (resolution instanceof Resolution.Taken taken) {
                Version.Outcome outcome = fold.take(taken.observation(), facts.source(), knownAt);
                tally.count(outcome);
                if (outcome == Version.Outcome.CONFLICT) {
                    setAside(facts, row, "recordedAt", ReceiptCount.CONFLICT, true, tally, knownAt);
                }
            } else if (resolution instanceof Resolution.Rejected no) {
                tally.reject(row.row(), no.field(), no.message());
            } else if (resolution instanceof Resolution.Quarantined no) {
                setAside(facts, row, no.field(), no.message(), false, tally, knownAt);
            }
        }
        if (tally.isKept()) {
            boolean reconstructed = facts.knownAt() != null;
            append(new Input.Facts(head.sequence() + 1, knownAt, reconstructed, fold.changes()));
        }
        Receipt receipt = tally.receipt(head.sequence());
        ReceiptStore.add(receipts, receipt, facts.source().id(), knownAt);
        days.add(SourceDayStore.Day.of(facts.source().id(), knownAt, receipt));
        return receipt;
    }

    private void setAside(
            Entry.Facts facts,
            Entry.Row row,
            String field,
            String message,
            boolean isConflict,
            ReceiptCount tally,
            Instant knownAt) {
        tally.quarantine(row.row(), field, message);
        quarantine.add(new QuarantineStore.Refused(
                facts.source(), tally.id(), row.row(), field, message, isConflict, knownAt, row.observation()));
    }

    private Receipt mark(Entry entry) throws SQLException {
        long next = head.sequence() + 1;
        if (entry instanceof Entry.Tick tick) {
            append(new Input.Tick(next, knownAt(tick.at())));
        } else if (entry instanceof Entry.RulesEdit edit) {
            append(rules(edit, next));
        } else if (entry instanceof Entry.Act act) {
            append(new Input.Acted(next, knownAt(null), act.alert(), act.act(), act.by(), act.note()));
        } else {
            throw new IllegalArgumentException(entry.getClass().getName());
        }
        return ReceiptCount.nothing(head.sequence());
    }

    private Input.RulesEdited rules(Entry.RulesEdit edit, long next) throws SQLException {
        if (edit.after() != null && edit.after() != rulesInForce()) {
            throw new StaleRulesException();
        }
        return new Input.RulesEdited(
                next, knownAt(edit.knownAt()), edit.knownAt() != null, edit.yaml(), edit.by(), edit.note());
    }

    private long rulesInForce() throws SQLException {
        for (int i = inputs.size() - 1; i >= 0; i--) {
            if (inputs.get(i) instanceof Input.RulesEdited edited) {
                return edited.sequence();
            }
        }
        return RulesStore.find(connection, Long.MAX_VALUE)
                .map(RulesStore.Edition::sequence)
                .orElse(0L);
    }

    /** An edit of the registry, alone in its transaction; then what waited in quarantine is tried again. */
    private Receipt edit(Entry.RegistryEdit edit, Dialect dialect) throws SQLException {
        SortedMap<RegistryRows.Key, String> rows =
                RegistryRows.toRows(edit.edit().apply(school.registry()));
        RegistryRows.Diff diff = RegistryRows.diff(RegistryRows.toRows(school.registry()), rows);
        if (diff.isEmpty()) {
            return ReceiptCount.nothing(head.sequence());
        }
        // From the rows, so that the school that is heard now is the one that a replay will read, order of lists
        // included.
        School edited = School.of(RegistryRows.fromRows(rows));
        School old = school;
        school = edited;
        long sequence = head.sequence() + 1;
        RegistryStore.write(connection, diff, sequence);
        dialect.makeRoom(connection, edited.plannedDays());
        Loading loading = new Loading(connection, edited, new Recent());
        WorkingSet moved = loading.loadMoved(old);
        Fold fold = new Fold(edited, enrolments, moved, sequence);
        fold.reconsider(loading.moved());
        append(new Input.SchoolEdited(
                sequence, knownAt(edit.knownAt()), edit.knownAt() != null, edited, fold.changes()));
        write(moved);
        retry(edit);
        Receipt receipt = receipt(edit, diff, sequence);
        finish();
        return receipt;
    }

    private Receipt receipt(Entry.RegistryEdit edit, RegistryRows.Diff diff, long sequence) {
        if (edit.receipt() == null) {
            return ReceiptCount.nothing(sequence);
        }
        int added = diff.added().size();
        int others = diff.changed().size() + diff.ended().size();
        Receipt receipt = new Receipt(edit.receipt(), added + others, added, others, 0, 0, 0, List.of(), sequence);
        ReceiptStore.add(receipts, receipt, REGISTRY, head.knownAt());
        return receipt;
    }

    private Receipt withdraw(Entry.Withdrawal entry) throws SQLException {
        WithdrawnStore meant = WithdrawnStore.of(connection, entry.receipt());
        WorkingSet seen = new WorkingSet();
        AttendanceStore.loadKeys(connection, meant.attendance(), seen);
        for (Map.Entry<FactKind, Set<String>> keys : meant.facts().entrySet()) {
            FactStore.loadKeys(connection, keys.getKey(), keys.getValue(), seen);
        }
        Loading look = new Loading(connection, school, new Recent());
        seen.allAttendance().stream()
                .filter(row -> row.observed != null)
                .forEach(row -> look.want(row.observed.observation()));
        for (FactKind kind : FactKind.values()) {
            for (FactRow row : seen.all(kind)) {
                if (row.holding != null) {
                    look.want(row.holding.observation());
                }
                row.others.forEach(other -> look.want(other.observation()));
            }
        }
        WorkingSet set = look.load();
        Fold fold = new Fold(school, enrolments, set, head.sequence() + 1);
        ReceiptCount tally = new ReceiptCount("");
        for (AttendanceKey key : meant.attendance()) {
            AttendanceRow row = set.attendance(key.session(), key.student());
            tally.withdrawn(
                    fold.withdraw(row, meant.isMeant()), !row.withdrawn().isEmpty());
        }
        for (Map.Entry<FactKind, Set<String>> keys : meant.facts().entrySet()) {
            for (String key : keys.getValue()) {
                FactRow row = set.fact(keys.getKey(), key);
                tally.withdrawn(fold.withdraw(row, meant.isMeant()), !row.withdrawn.isEmpty());
            }
        }
        if (tally.isKept()) {
            append(new Input.Facts(head.sequence() + 1, knownAt(null), false, fold.changes()));
        }
        write(set);
        meant.write(set, head.sequence());
        finish();
        return tally.receipt(head.sequence());
    }

    private void retry(Entry.RegistryEdit edit) throws SQLException {
        List<QuarantineStore.Waiting> waiting = QuarantineStore.waiting(connection);
        Instant never = Instant.MAX.minus(Resolution.AHEAD);
        Retry retry = retry(waiting, never, head.knownAt(), edit.knownAt() != null);
        QuarantineStore.explain(connection, retry.reasons());
    }

    private Retry retry(List<QuarantineStore.Waiting> rows, Instant latest, Instant knownAt, boolean reconstructed)
            throws SQLException {
        Retry retry = new Retry(connection, school, enrolments, rows, latest);
        long sequence = head.sequence() + 1;
        retry.fold(new Fold(school, enrolments, retry.set(), sequence), knownAt);
        if (!retry.released().isEmpty()) {
            append(new Input.Facts(sequence, knownAt, reconstructed, retry.changes()));
            for (QuarantineStore.Waiting one : retry.released()) {
                releases.add(new SourceDayStore.Release(one.source().id(), one.receivedAt()));
            }
            QuarantineStore.release(
                    connection,
                    retry.released().stream().map(QuarantineStore.Waiting::id).toList(),
                    sequence);
            write(retry.set());
        }
        return retry;
    }

    private Receipt resend(Entry.Resend again) throws SQLException {
        Optional<QuarantineStore.Waiting> held = QuarantineStore.find(connection, again.id());
        if (held.isEmpty()) {
            return ReceiptCount.nothing(head.sequence());
        }
        QuarantineStore.Waiting row =
                again.repaired() == null ? held.get() : held.get().repaired(again.repaired());
        Retry retry = retry(List.of(row), now, knownAt(null), false);
        if (again.repaired() == null) {
            QuarantineStore.explain(connection, retry.reasons());
        }
        Receipt receipt = retry.receipt(head.sequence());
        QuarantineStore.sent(connection, again, receipt);
        finish();
        return receipt;
    }

    /** Never before the head's. */
    private Instant knownAt(Instant declared) {
        Instant at = declared == null ? now : declared.truncatedTo(ChronoUnit.MICROS);
        return at.isAfter(head.knownAt()) ? at : head.knownAt();
    }

    private void append(Input input) {
        inputs.add(input);
        changes.add(input.sequence(), changesOf(input));
        head = new JournalStore.Head(input.sequence(), input.knownAt(), head.writer());
    }

    static List<Change> changesOf(Input input) {
        if (input instanceof Input.Facts facts) {
            return facts.changes();
        }
        return input instanceof Input.SchoolEdited edited ? edited.changes() : List.of();
    }

    private void write(WorkingSet set) throws SQLException {
        rowsWritten += AttendanceStore.write(connection, set);
        rowsWritten += FactStore.write(connection, set);
    }

    private void finish() throws SQLException {
        changes.send(connection);
        QuarantineStore.add(connection, quarantine);
        receipts.send(connection);
        SourceDayStore.add(connection, days);
        SourceDayStore.release(connection, releases);
        if (inputs.isEmpty()) {
            return;
        }
        JournalStore.write(connection, inputs);
        if (!JournalStore.move(connection, before, head)) {
            throw new Journal.FencedException();
        }
    }
}
