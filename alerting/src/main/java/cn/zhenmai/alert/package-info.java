/**
 * The alert and its life: condition states that belong to the engine, handling that belongs to people.
 *
 * <p>The records are immutable; AlertStore runs on the database's workers.
 *
 * <p>Imports rule; knows nothing of mail or HTTP.
 */
@CheckReturnValue
package cn.zhenmai.alert;

import com.google.errorprone.annotations.CheckReturnValue;
