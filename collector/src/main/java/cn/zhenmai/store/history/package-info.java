/**
 * What lies behind: history queries over roll-ups, and the upkeep that keeps roll-ups current and old rows packed or gone.
 *
 * <p>{@code Upkeep} owns one thread; queries block and join the caller's transaction.
 *
 * <p>Imports store and what is left of it; fires nothing and tells nobody.
 */
@CheckReturnValue
package cn.zhenmai.store.history;

import com.google.errorprone.annotations.CheckReturnValue;
