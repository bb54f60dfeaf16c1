/**
 * The live WebSocket hub: snapshot, numbered deltas, resume, scope at every push.
 *
 * <p>One event loop owns each socket.
 *
 * <p>Does not know the HTTP routes.
 */
@CheckReturnValue
package cn.zhenmai.live;

import com.google.errorprone.annotations.CheckReturnValue;
