package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.Registry;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The weeks before the demo begins, stored as imported history: its times are declared, and it notifies nobody. */
final class History {

    static final Instant REGISTERED_AT = Script.at(LocalDate.of(2026, 8, 28), 9, 0);

    /** From here on nothing of it is missing: the evening of the last school day before the demo begins. */
    static final Instant END = Script.at(DemoCalendar.MAKE_UP_SATURDAY, 20, 0);

    /** The server's plans are to fit when the tables have grown this many times over, first beyond a few rows. */
    private static final int GROWTH = 4;

    private static final int FEW = 100;

    private static final long PATIENCE_SECONDS = 120;

    private final Journal journal;
    private final Runnable analyze;
    private final Deque<Future<Receipt>> waiting = new ArrayDeque<>();
    private Instant moment = REGISTERED_AT;
    private int rows;
    private int analyzedAt = FEW;

    /** {@code analyze} lets the store look at how large its tables have become. */
    History(Journal journal, Runnable analyze) {
        this.journal = journal;
        this.analyze = analyze;
    }

    void register(Registry registry) {
        submit(new Entry.RegistryEdit(before -> registry, REGISTERED_AT));
        drain();
    }

    /** Answers how many observations there were. */
    int store(Simulator simulator, Script script) {
        Feed feed = new Feed(simulator, script, journal::school, edit -> {}, this::take);
        for (LocalDate day = DemoCalendar.FIRST_MONDAY; day.isBefore(Stage.MONDAY); day = day.plusDays(1)) {
            for (Instant step : Feed.steps(journal.school(), day)) {
                feed.advance(step);
                if (rows > analyzedAt * GROWTH) {
                    drain();
                    analyze.run();
                    analyzedAt = rows;
                }
            }
        }
        drain();
        return rows;
    }

    /** The journal lets sources take turns, so only those of one moment may wait together: later ones would be known before. */
    private void take(Instant at, Origin from, List<Observation> observations) {
        List<Entry.Row> numbered = new ArrayList<>(observations.size());
        for (int i = 0; i < observations.size(); i++) {
            numbered.add(new Entry.Row(i + 1, observations.get(i)));
        }
        rows += numbered.size();
        if (at.isAfter(moment)) {
            drain();
            moment = at;
        }
        submit(new Entry.Facts(from.source(), numbered, at));
    }

    private void submit(Entry entry) {
        waiting.add(journal.submit(entry));
    }

    private void drain() {
        while (!waiting.isEmpty()) {
            try {
                Receipt receipt = waiting.remove().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (receipt.rejected() + receipt.quarantined() > 0) {
                    throw new IllegalStateException("history was not taken as it is: " + receipt);
                }
            } catch (TimeoutException e) {
                throw new IllegalStateException("the journal takes no history", e);
            }
        }
    }
}
