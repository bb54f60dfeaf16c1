/**
 * The table of numbers: the whole service under load in a process of its own, beside its peers in the same run.
 *
 * <p>Load comes from one event loop; rounds run on the main thread, one after the other.
 *
 * <p>Knows the service from outside: HTTP, the live socket, the database, the operating system.
 */
@CheckReturnValue
package cn.zhenmai.bench;

import com.google.errorprone.annotations.CheckReturnValue;
