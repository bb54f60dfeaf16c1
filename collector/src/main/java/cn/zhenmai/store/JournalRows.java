package cn.zhenmai.store;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction adds to the journal: its rows, the receipts, what is set aside, and the sums by source and day. All of it goes to
 * the server at the end, where the head is moved from where it was.
 */
final class JournalRows {

    private final JournalStore.Head before;
    private final Instant now;
    private JournalStore.Head head;

    private final List<Input> inputs = new ArrayList<>();
    private final ChangeStore changes = new ChangeStore();
    private final ReceiptRows receipts = new ReceiptRows();
    private final List<QuarantineStore.Refused> quarantine = new ArrayList<>();
    private final List<SourceDayStore.Day> days = new ArrayList<>();
    private final List<SourceDayStore.Release> releases = new ArrayList<>();

    /** {@code writer} moves the head from {@code before}; {@code now} by the school's clock. */
    JournalRows(JournalStore.Head before, String writer, Instant now) {
        this.before = before;
        this.head = new JournalStore.Head(before.sequence(), before.knownAt(), writer);
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    Instant now() {
        return now;
    }

    /** As moved so far. */
    JournalStore.Head head() {
        return head;
    }

    /** The number of the row that is appended next. */
    long next() {
        return head.sequence() + 1;
    }

    /** Null = now; never before the head's. */
    Instant knownAt(Instant declared) {
        Instant at = declared == null ? now : declared.truncatedTo(ChronoUnit.MICROS);
        return at.isAfter(head.knownAt()) ? at : head.knownAt();
    }

    List<Input> inputs() {
        return inputs;
    }

    void append(Input input) {
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

    void add(Receipt receipt, String source, Instant receivedAt) {
        receipts.add(receipt, source, receivedAt);
    }

    void add(SourceDayStore.Day day) {
        days.add(day);
    }

    void add(QuarantineStore.Refused refused) {
        quarantine.add(refused);
    }

    void add(SourceDayStore.Release release) {
        releases.add(release);
    }

    /** {@link Journal.FencedException} where the head is not where this writer left it. */
    void lock(Together with) {
        JournalStore.lock(with, locked -> {
            if (locked.sequence() != before.sequence()) {
                throw new Journal.FencedException();
            }
        });
    }

    void send(Connection connection) throws SQLException {
        changes.send(connection);
        QuarantineStore.add(connection, quarantine);
        SourceDayStore.release(connection, releases);
        Together last = new Together();
        receipts.send(connection, last);
        SourceDayStore.add(last, days);
        if (!inputs.isEmpty()) {
            JournalStore.write(connection, inputs, last);
            JournalStore.move(last, before, head);
        }
        last.run(connection);
    }
}
