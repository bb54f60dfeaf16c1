/**
 * Who must know: routing of transitions to receivers, the transactional outbox, the mail notifier.
 *
 * <p>The outbox worker runs on its own timer; sending is asynchronous.
 *
 * <p>Imports alert; mail is imported by MailNotifier alone.
 */
@CheckReturnValue
package cn.zhenmai.notify;

import com.google.errorprone.annotations.CheckReturnValue;
