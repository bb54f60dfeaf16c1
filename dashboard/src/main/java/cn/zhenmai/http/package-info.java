/**
 * The HTTP routes of people: pages, alerts, worklist, roll call, wall, problem+json.
 *
 * <p>Handlers run on the event loop and never block it.
 *
 * <p>Does not know the live hub.
 */
@CheckReturnValue
package cn.zhenmai.http;

import com.google.errorprone.annotations.CheckReturnValue;
