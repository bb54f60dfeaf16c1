/**
 * Rules: which measure, which levels, from when on, for whom; read from YAML.
 *
 * <p>Immutable and pure.
 *
 * <p>Imports measure; no clock, no SQL, no Vert.x.
 */
@CheckReturnValue
package cn.zhenmai.rule;

import com.google.errorprone.annotations.CheckReturnValue;
