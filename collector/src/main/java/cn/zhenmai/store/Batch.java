package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import cn.zhenmai.school.School;
import cn.zhenmai.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One transaction of the journal: entries in, journal rows and receipts out. It decides everything against one loaded
 * {@link WorkingSet} and writes it once; nothing of it is true before the commit, which is the caller's.
 */
final class Batch {

    private final Connection connection;
    private final School school;
    private final Enrolments enrolments;
    private final Recent recent;
    private final JournalRows rows;

    /** As edited, or as it was. */
    private School after;

    private int rowsWritten;
    /** Null where the registry was edited or a row sent again: after that nothing holds that was known. */
    private Loading loading;

    /** {@code now} by the school's clock. It locks the head before anything else; {@link Journal.FencedException} where that moved. */
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
        this.after = school;
        this.enrolments = enrolments;
        this.recent = recent;
        this.rows = new JournalRows(head, writer, now);
    }

    JournalStore.Head head() {
        return rows.head();
    }

    School school() {
        return after;
    }

    /** Rows of facts that it wrote. */
    int rowsWritten() {
        return rowsWritten;
    }

    List<Input> inputs() {
        return rows.inputs();
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
        Together lock = new Together();
        rows.lock(lock);
        if (!JournalQueue.isAlone(entries.get(0))) {
            return take(entries, lock);
        }
        lock.run(connection);
        if (entries.get(0) instanceof Entry.RegistryEdit edit) {
            return List.of(edit(edit, dialect));
        } else if (entries.get(0) instanceof Entry.Withdrawal withdrawal) {
            return List.of(withdraw(withdrawal));
        }
        return List.of(resend((Entry.Resend) entries.get(0)));
    }

    /** {@code lock} goes with the look-ups. */
    private List<Receipt> take(List<Entry> entries, Together lock) throws SQLException {
        loading = new Loading(connection, school, recent);
        List<List<Resolution>> resolutions = new ArrayList<>();
        for (Entry entry : entries) {
            resolutions.add(entry instanceof Entry.Facts facts ? resolve(facts, loading) : List.of());
        }
        WorkingSet set = loading.load(lock);
        ClientIds ids = ClientIds.load(connection, entries, rows.now());
        FactsTaking taking = new FactsTaking(rows, school, enrolments, set, ids);
        List<Receipt> answers = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Entry.Facts facts) {
                answers.add(taking.take(facts, resolutions.get(i)));
            } else {
                taking.endRow();
                answers.add(mark(entries.get(i)));
            }
        }
        taking.endRow();
        write(set);
        ids.send(connection);
        rows.send(connection);
        return answers;
    }

    private List<Resolution> resolve(Entry.Facts facts, Loading loading) {
        Instant at = facts.knownAt() == null ? rows.now() : facts.knownAt();
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

    private Receipt mark(Entry entry) throws SQLException {
        long next = rows.next();
        if (entry instanceof Entry.Tick tick) {
            rows.append(new Input.Tick(next, rows.knownAt(tick.at())));
        } else if (entry instanceof Entry.RulesEdit edit) {
            rows.append(rules(edit, next));
        } else if (entry instanceof Entry.Act act) {
            rows.append(new Input.Acted(next, rows.knownAt(null), act.alert(), act.act(), act.by(), act.note()));
        } else {
            throw new IllegalArgumentException(entry.getClass().getName());
        }
        return ReceiptCount.nothing(rows.head().sequence());
    }

    private Input.RulesEdited rules(Entry.RulesEdit edit, long next) throws SQLException {
        if (edit.after() != null && edit.after() != rulesInForce()) {
            throw new StaleRulesException();
        }
        return new Input.RulesEdited(
                next, rows.knownAt(edit.knownAt()), edit.knownAt() != null, edit.yaml(), edit.by(), edit.note());
    }

    private long rulesInForce() throws SQLException {
        List<Input> inputs = rows.inputs();
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
        RegistryChange change = RegistryChange.of(school, edit);
        if (change.isEmpty()) {
            return ReceiptCount.nothing(rows.head().sequence());
        }
        after = change.school();
        write(change.run(connection, dialect, enrolments, rows));
        Retry retry = new Retry(
                connection,
                after,
                enrolments,
                QuarantineStore.waiting(connection),
                Instant.MAX.minus(Resolution.AHEAD));
        retry(retry, rows.head().knownAt(), edit.knownAt() != null);
        QuarantineStore.explain(connection, retry.reasons());
        Receipt receipt = change.receipt(rows);
        rows.send(connection);
        return receipt;
    }

    private void retry(Retry retry, Instant knownAt, boolean reconstructed) throws SQLException {
        long sequence = rows.next();
        retry.fold(new Fold(after, enrolments, retry.set(), sequence), knownAt);
        List<QuarantineStore.Waiting> released = retry.released();
        if (!released.isEmpty()) {
            rows.append(new Input.Facts(sequence, knownAt, reconstructed, retry.changes()));
            released.forEach(
                    one -> rows.add(new SourceDayStore.Release(one.source().id(), one.receivedAt())));
            QuarantineStore.release(
                    connection,
                    released.stream().map(QuarantineStore.Waiting::id).toList(),
                    sequence);
            write(retry.set());
        }
    }

    private Receipt resend(Entry.Resend again) throws SQLException {
        Optional<QuarantineStore.Waiting> held = QuarantineStore.find(connection, again.id());
        if (held.isEmpty()) {
            return ReceiptCount.nothing(rows.head().sequence());
        }
        QuarantineStore.Waiting row =
                again.repaired() == null ? held.get() : held.get().repaired(again.repaired());
        Retry retry = new Retry(connection, school, enrolments, List.of(row), rows.now());
        retry(retry, rows.knownAt(null), false);
        if (again.repaired() == null) {
            QuarantineStore.explain(connection, retry.reasons());
        }
        Receipt receipt = retry.receipt(rows.head().sequence());
        QuarantineStore.sent(connection, again, receipt);
        rows.send(connection);
        return receipt;
    }

    private Receipt withdraw(Entry.Withdrawal entry) throws SQLException {
        WithdrawnStore meant = WithdrawnStore.of(connection, entry.receipt());
        WorkingSet set = Withdrawing.load(connection, school, meant);
        Fold fold = new Fold(school, enrolments, set, rows.next());
        ReceiptCount tally = Withdrawing.withdraw(meant, set, fold);
        if (tally.isKept()) {
            rows.append(new Input.Facts(rows.next(), rows.knownAt(null), false, fold.changes()));
        }
        write(set);
        meant.write(set, rows.head().sequence());
        rows.send(connection);
        return tally.receipt(rows.head().sequence());
    }

    private void write(WorkingSet set) throws SQLException {
        rowsWritten += AttendanceStore.write(connection, set);
        rowsWritten += FactStore.write(connection, set);
    }
}
