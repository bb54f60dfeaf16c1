/**
 * Who may see and do what: accounts, roles, scope, sign-in, the one permission table, the audit of reads.
 *
 * <p>Password hashing runs on workers; the table is immutable.
 *
 * <p>Knows nothing of HTTP handlers or the live hub.
 */
@CheckReturnValue
package cn.zhenmai.access;

import com.google.errorprone.annotations.CheckReturnValue;
