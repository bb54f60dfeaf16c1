/**
 * The ways in: the public HTTP route of observations, source keys, receipts, quarantine, and the registry import.
 *
 * <p>Routes run on the event loop and never block it.
 *
 * <p>Imports the packages before it; knows nothing of rules or alerts.
 */
@CheckReturnValue
package cn.zhenmai.intake;

import com.google.errorprone.annotations.CheckReturnValue;
