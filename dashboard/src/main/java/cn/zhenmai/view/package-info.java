/**
 * What people see, assembled: worklist, sessions of the period, today, wall; the same numbers for page, push and report.
 *
 * <p>Assembling is pure and may run on any thread; the queries block and run on the database's workers.
 *
 * <p>Knows scope, but neither HTTP nor the live hub.
 */
@CheckReturnValue
package cn.zhenmai.view;

import com.google.errorprone.annotations.CheckReturnValue;
