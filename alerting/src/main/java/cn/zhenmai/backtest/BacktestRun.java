package cn.zhenmai.backtest;

import cn.zhenmai.store.History;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Feeds a back-test from the store. */
public final class BacktestRun {

    /** Journal rows between two words on the progress. */
    private static final int TELL_EVERY = 256;

    private BacktestRun() {}

    /**
     * Blocks until it is done. Throws {@link CancellationException} where that was asked for.
     *
     * @param progress hears shares of 1, at most 1
     */
    public static BacktestResult run(
            History history, Question question, DoubleConsumer progress, BooleanSupplier isCancelled)
            throws SQLException {
        Backtest backtest = new Backtest(question);
        long last = history.sequenceBefore(question.to());
        history.replay(0, last, input -> {
            backtest.step(input);
            if (input.sequence() % TELL_EVERY == 0) {
                if (isCancelled.getAsBoolean()) {
                    throw new CancellationException("the back-test was cancelled");
                }
                progress.accept((double) input.sequence() / last);
            }
        });
        BacktestResult result = backtest.end();
        progress.accept(1);
        return result;
    }
}
