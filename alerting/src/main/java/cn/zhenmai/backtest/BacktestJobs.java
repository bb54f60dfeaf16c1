package cn.zhenmai.backtest;

import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.store.History;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Back-tests that are asked for and looked at later: one at a time on a thread of its own; a few may wait, the last results are kept. */
public final class BacktestJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BacktestJobs.class);

    private static final int MAX_WAITING = 4;
    /** Each holds up to {@link Backtest#LISTED} alerts with their evidence. */
    private static final int KEPT = 8;

    private final History history;
    private final ThreadPoolExecutor runner;
    private final Map<String, Running> jobs = new LinkedHashMap<>();
    private int number;

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * One as it stands now.
     *
     * @param by the account that asked
     * @param progress share of 1
     * @param result null until it is done
     */
    public record Job(String id, String by, RuleSet tried, State state, double progress, BacktestResult result) {}

    private static final class Running {
        final String id;
        final String by;
        final RuleSet tried;
        volatile State state = State.WAITING;
        volatile double progress;
        volatile BacktestResult result;
        volatile boolean isCancelled;

        Running(String id, String by, RuleSet tried) {
            this.id = id;
            this.by = by;
            this.tried = tried;
        }

        Job job() {
            return new Job(id, by, tried, state, progress, result);
        }
    }

    public BacktestJobs(History history) {
        this.history = history;
        this.runner = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MAX_WAITING), work -> {
            Thread thread = new Thread(work, "backtest");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Empty where too many wait already. */
    public synchronized Optional<Job> submit(String by, Question question) {
        Running running = new Running("B" + ++number, by, new RuleSet(question.tried()));
        try {
            runner.execute(() -> run(running, question));
        } catch (RejectedExecutionException full) {
            return Optional.empty();
        }
        jobs.put(running.id, running);
        while (jobs.size() > KEPT + MAX_WAITING + 1) {
            jobs.remove(jobs.keySet().iterator().next());
        }
        return Optional.of(running.job());
    }

    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id)).map(Running::job);
    }

    /** A running one stops soon; of one that is done the result stays. */
    public synchronized Optional<Job> cancel(String id) {
        Running running = jobs.get(id);
        if (running != null) {
            running.isCancelled = true;
        }
        return Optional.ofNullable(running).map(Running::job);
    }

    private void run(Running job, Question question) {
        try {
            if (job.isCancelled) {
                throw new CancellationException();
            }
            job.state = State.RUNNING;
            job.result = BacktestRun.run(history, question, share -> job.progress = share, () -> job.isCancelled);
            job.state = State.DONE;
        } catch (CancellationException asked) {
            job.state = State.CANCELLED;
        } catch (Exception | Error failed) {
            job.state = State.FAILED;
            LOG.error("back-test {} failed", job.id, failed);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            jobs.values().forEach(job -> job.isCancelled = true);
        }
        runner.shutdownNow();
        try {
            boolean ended = runner.awaitTermination(10, TimeUnit.SECONDS);
            LOG.debug("back-tests ended: {}", ended);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
