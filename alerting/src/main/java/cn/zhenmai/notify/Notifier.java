package cn.zhenmai.notify;

import io.vertx.core.Future;

/** A way to reach people. It never fails the future: every outcome is a {@link Delivery}. */
public interface Notifier {

    Future<Delivery> deliver(OutboxMail mail);
}
