/**
 * The school as it is registered: people, classes, courses, the calendar, and the sessions that follow from them.
 *
 * <p>Everything here is immutable and may be read from any thread.
 *
 * <p>Imports only {@code sheet}; no SQL and no Vert.x.
 */
@CheckReturnValue
package cn.zhenmai.school;

import com.google.errorprone.annotations.CheckReturnValue;
