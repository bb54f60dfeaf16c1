/**
 * What was observed: facts, their versions, and the effective changes that they cause; the JSON codec of the public API.
 *
 * <p>Everything here is immutable and pure.
 *
 * <p>Imports only school; no SQL and no Vert.x.
 */
@CheckReturnValue
package cn.zhenmai.observation;

import com.google.errorprone.annotations.CheckReturnValue;
