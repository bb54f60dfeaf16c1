/**
 * The one main: configuration, the composition root, health and metrics.
 *
 * <p>{@link cn.zhenmai.App} starts on a thread of its own, because it blocks; its handlers run on the event loop.
 *
 * <p>Imports everything; nothing imports it but the demo.
 */
@CheckReturnValue
package cn.zhenmai;

import com.google.errorprone.annotations.CheckReturnValue;
