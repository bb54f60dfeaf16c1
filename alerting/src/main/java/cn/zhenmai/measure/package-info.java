/**
 * Measures: tallies (numerator, denominator, n) over windows, kept up to date by changes that subtract and add.
 *
 * <p>Owned by one engine; one step at a time.
 *
 * <p>Imports school and observation only; no clock, no SQL, no Vert.x.
 */
@CheckReturnValue
package cn.zhenmai.measure;

import com.google.errorprone.annotations.CheckReturnValue;
