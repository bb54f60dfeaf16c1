package cn.zhenmai.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Reads on a thread of its own while the caller works on what was read; a bounded number of things lies between the two. */
final class ReadAhead<T> {

    /** Handing over one by one would cost more than the work itself. */
    private static final int PARCEL = 64;

    private static final int PARCELS = 16;

    /** Something that reads and tells. */
    interface Reading<T> {
        void into(Consumer<T> consumer) throws SQLException;
    }

    private record Parcel<T>(List<T> things, Throwable failure, boolean isLast) {}

    private final BlockingQueue<Parcel<T>> between = new ArrayBlockingQueue<>(PARCELS);
    private final Thread reader;
    private List<T> parcel = new ArrayList<>(PARCEL);

    private ReadAhead(Reading<T> reading) {
        reader = new Thread(() -> read(reading), "read-ahead");
        reader.setDaemon(true);
    }

    /** Returns when everything was read and worked on; throws what either of the two threw. */
    static <T> void run(Reading<T> reading, Consumer<T> consumer) throws SQLException {
        ReadAhead<T> it = new ReadAhead<>(reading);
        it.reader.start();
        try {
            it.work(consumer);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while reading");
        } finally {
            it.reader.interrupt();
        }
    }

    private void read(Reading<T> reading) {
        try {
            Throwable failure = null;
            try {
                reading.into(this::add);
            } catch (SQLException | RuntimeException | Error failed) {
                failure = failed;
            }
            between.put(new Parcel<>(parcel, failure, true));
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(T thing) {
        parcel.add(thing);
        if (parcel.size() >= PARCEL) {
            try {
                between.put(new Parcel<>(parcel, null, false));
            } catch (InterruptedException nobodyWaits) {
                Thread.currentThread().interrupt();
                throw new CancellationException("nobody waits for it");
            }
            parcel = new ArrayList<>(PARCEL);
        }
    }

    private void work(Consumer<T> consumer) throws InterruptedException, SQLException {
        Parcel<T> next;
        do {
            next = between.take();
            next.things().forEach(consumer);
        } while (!next.isLast());
        if (next.failure() instanceof SQLException failed) {
            throw failed;
        } else if (next.failure() instanceof Error failed) {
            throw failed;
        } else if (next.failure() instanceof RuntimeException failed) {
            throw failed;
        }
    }
}
