/**
 * The durable, ordered store: the database, its migrations, the journal and the queries over facts.
 *
 * <p>The journal owns one thread per school; queries run on the database's worker pool.
 *
 * <p>Imports school and observation; knows nothing of HTTP, rules or alerts.
 */
@CheckReturnValue
package cn.zhenmai.store;

import com.google.errorprone.annotations.CheckReturnValue;
