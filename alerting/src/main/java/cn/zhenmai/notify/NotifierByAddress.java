package cn.zhenmai.notify;

import io.vertx.core.Future;
import java.util.Optional;

/** Hands what goes to a webhook to the one notifier and mail to the other; where there is none, it waits. */
public final class NotifierByAddress implements Notifier {

    private final Optional<Notifier> mail;
    private final Notifier webhooks;

    public NotifierByAddress(Optional<Notifier> mail, Notifier webhooks) {
        this.mail = mail;
        this.webhooks = webhooks;
    }

    @Override
    public Future<Delivery> deliver(OutboxMail message) {
        if (message.address().startsWith(WebhookTarget.SCHEME)) {
            return webhooks.deliver(message);
        }
        return mail.map(notifier -> notifier.deliver(message))
                .orElseGet(() -> Future.succeededFuture(new Delivery.Retry("没有配置发信服务器／no mail server is set")));
    }
}
