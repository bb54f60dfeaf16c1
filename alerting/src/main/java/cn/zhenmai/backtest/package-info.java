/**
 * Back-tests: rules over the stored history, as they would have judged it, counted, and held against what became of people.
 *
 * <p>The core is fed and asked on one thread; {@link BacktestRun} reads the history ahead on another.
 *
 * <p>Imports engine and what is before it; knows nothing of HTTP.
 */
@CheckReturnValue
package cn.zhenmai.backtest;

import com.google.errorprone.annotations.CheckReturnValue;
