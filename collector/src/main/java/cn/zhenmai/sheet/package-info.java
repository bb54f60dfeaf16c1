/**
 * A file that people keep tables in (CSV, .xlsx, an HTML or XML table behind an .xls name) as rows of text, within bounds that are
 * checked before memory grows.
 *
 * <p>Nothing is shared; each reading belongs to the thread that began it, and blocks.
 *
 * <p>Imports nothing of the other packages: what a row means is not known here.
 */
@CheckReturnValue
package cn.zhenmai.sheet;

import com.google.errorprone.annotations.CheckReturnValue;
