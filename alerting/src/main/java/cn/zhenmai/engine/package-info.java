/**
 * The deterministic core that judges inputs by rules, and the worker that feeds it from the journal.
 *
 * <p>Engine: one step at a time, no clock, no I/O. EngineWorker: one thread per school.
 *
 * <p>Imports alert and what is before it; knows nothing of HTTP.
 */
@CheckReturnValue
package cn.zhenmai.engine;

import com.google.errorprone.annotations.CheckReturnValue;
