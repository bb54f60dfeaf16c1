package cn.zhenmai.intake.file;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files: try, apply, undo. One file at a time on a thread of its own, so that memory holds one; what waits is bounded. */
public final class Imports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private static final int MOST_WAITING = 8;
    /** How long a file that was only tried is kept. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Database database;
    private final InstantSource machineClock;
    private final ImportStore store = new ImportStore();
    private final ImportWords words = new ImportWords();
    private final ImportWork work;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> new Thread(task, "imports"));

    /** A file asks for something that does not go: not there, in another state, or a source that may not send this. */
    public static final class NotNowException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String field;

        NotNowException(String field, String message) {
            super(message, null, false, false);
            this.field = field;
        }

        /** The setting that is to blame, or null. */
        public String field() {
            return field;
        }
    }

    /** Too many files wait already. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BusyException() {
            super("too many imports wait", null, false, false);
        }
    }

    /** What can be chosen: registered sources with the types that they may send, null = all. */
    public record SourceChoice(String id, String name, List<String> types) {}

    public Imports(Database database, Journal journal, InstantSource schoolClock, InstantSource machineClock) {
        this.database = database;
        this.machineClock = machineClock;
        this.work = new ImportWork(database, journal, store, schoolClock);
    }

    /** Goes on with what a stop of the service broke off. */
    public Imports start() {
        thread.execute(() -> {
            try {
                for (Import one : database.inTransaction(store::unfinished)) {
                    LOG.info("import {} goes on", one.id());
                    finish(one);
                }
            } catch (SQLException | RuntimeException later) {
                LOG.error("broken-off imports could not be looked up", later);
            }
        });
        return this;
    }

    public Future<List<SourceChoice>> sources() {
        return database.transact(connection -> Sender.all(connection).stream()
                .map(one -> new SourceChoice(one.id(), one.name(), one.types()))
                .toList());
    }

    /** Keeps the file and tries it: nothing is taken. */
    public Future<Import> bring(String fileName, byte[] content, Settings settings, String by) {
        return onThread(() -> {
            work.check(settings);
            Instant now = machineClock.instant();
            long id = database.inTransaction(connection -> {
                store.forgetFilesBefore(connection, now.minus(KEPT));
                return store.add(connection, fileName, settings, by, now, content);
            });
            return work.tryOut(id, settings);
        });
    }

    /** Tries it again with other settings; {@code aliases} by kind (class, teacher) are remembered for all files. */
    public Future<Import> again(String id, Settings settings, Map<String, Map<String, String>> aliases) {
        return onThread(() -> {
            work.check(settings);
            Import known = get(id);
            if (known.state() != Import.State.TRIED && known.state() != Import.State.FAILED) {
                throw new NotNowException(null, "已导入，不能再改设置／it was taken already");
            }
            database.<Void>inTransaction(connection -> {
                for (Map.Entry<String, Map<String, String>> kind : aliases.entrySet()) {
                    words.alias(connection, kind.getKey(), kind.getValue());
                }
                return null;
            });
            return work.tryOut(Long.parseLong(id), settings);
        });
    }

    /** Begins to take it; {@link #find} says how far it is. */
    public Future<Import> apply(String id) {
        return onThread(() -> {
                    Import known = get(id);
                    work.check(known.settings());
                    move(
                            known,
                            known.state() == Import.State.FAILED ? Import.State.FAILED : Import.State.TRIED,
                            Import.State.RUNNING);
                    work.begin(Long.parseLong(id));
                    return get(id);
                })
                .onSuccess(this::later);
    }

    /** Begins to take back what it brought; what was said or edited later stays. */
    public Future<Import> undo(String id, String by) {
        return onThread(() -> {
                    Import known = get(id);
                    move(known, Import.State.DONE, Import.State.UNDOING);
                    database.<Void>inTransaction(connection -> {
                        store.undone(connection, Long.parseLong(id), machineClock.instant(), by);
                        return null;
                    });
                    return get(id);
                })
                .onSuccess(this::later);
    }

    private void move(Import known, Import.State from, Import.State to) throws SQLException {
        boolean moved =
                database.inTransaction(connection -> store.move(connection, Long.parseLong(known.id()), from, to));
        if (!moved) {
            throw new NotNowException(
                    null,
                    to == Import.State.RUNNING
                            ? "已导入或正在导入／taken already, or being taken"
                            : "只能撤销已完成的导入／only a finished import can be undone");
        }
    }

    private void later(Import one) {
        try {
            thread.execute(() -> finish(one));
        } catch (RejectedExecutionException ended) {
            LOG.info("import {} goes on at the next start", one.id());
        }
    }

    private void finish(Import one) {
        try {
            work.finish(one);
        } catch (Journal.UnavailableException | ImportJournal.UnreachableException | SQLException later) {
            LOG.warn("import {} goes on at the next start: {}", one.id(), later.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("import {} failed", one.id(), bug);
            work.broken(one);
        }
    }

    public Future<Optional<Import>> find(String id) {
        return number(id)
                .map(number -> database.transact(connection -> store.find(connection, number))
                        .map(found -> found.map(work::withProgress)))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    /** Newest first; {@code before} an id, or null. */
    public Future<List<Import>> list(String before, int limit) {
        long below = before == null ? Long.MAX_VALUE : number(before).orElse(0L);
        return database.transact(connection -> store.list(connection, below, limit))
                .map(found -> found.stream().map(work::withProgress).toList());
    }

    private Import get(String id) throws SQLException {
        Optional<Long> number = number(id);
        Optional<Import> found = number.isEmpty()
                ? Optional.empty()
                : database.inTransaction(connection -> store.find(connection, number.get()));
        return found.orElseThrow(() -> new NotNowException("id", "没有此次导入／no such import"));
    }

    private static Optional<Long> number(String id) {
        return id.matches("\\d{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    private <T> Future<T> onThread(Callable<T> task) {
        Promise<T> promise = Promise.promise();
        Context context = Vertx.currentContext();
        try {
            thread.execute(() -> answer(task, promise, context));
        } catch (RejectedExecutionException full) {
            return Future.failedFuture(new BusyException());
        }
        return promise.future();
    }

    private static <T> void answer(Callable<T> task, Promise<T> promise, Context context) {
        Runnable settle;
        try {
            T value = task.call();
            settle = () -> promise.complete(value);
        } catch (Exception failure) {
            settle = () -> promise.fail(failure);
        }
        if (context == null) {
            settle.run();
        } else {
            Runnable told = settle;
            context.runOnContext(nothing -> told.run());
        }
    }

    /** Finishes the batch that is under way; the rest goes on at the next start. */
    @Override
    public void close() {
        work.stop();
        thread.shutdown();
        try {
            boolean ended = thread.awaitTermination(30, TimeUnit.SECONDS);
            LOG.debug("imports ended: {}", ended);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
