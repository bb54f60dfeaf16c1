/**
 * Imports of files: which column is which, what the exports of teaching-administration systems say, a try that names every problem, the
 * taking of it through the journal, and the undoing.
 *
 * <p>{@code Imports} works on one thread of its own; everything else belongs to it or is immutable.
 *
 * <p>Imports nothing to the right of {@code intake}.
 */
@CheckReturnValue
package cn.zhenmai.intake.file;

import com.google.errorprone.annotations.CheckReturnValue;
