/**
 * What differs between servers: TimescaleDB's hypertables where it is there, native partitions where not. Same results from both.
 *
 * <p>Holds no thread; everything blocks and joins the caller's connection.
 *
 * <p>Imports nothing of the program: it speaks of tables and days only.
 */
@CheckReturnValue
package cn.zhenmai.store.dialect;

import com.google.errorprone.annotations.CheckReturnValue;
