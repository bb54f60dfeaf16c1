package cn.zhenmai.store;

import io.vertx.core.Context;
import io.vertx.core.Promise;

/** An entry that waits for the journal, and where its answer goes: to the caller's Vert.x context, if it has one. */
record Waiting(Entry entry, Promise<Receipt> promise, Context context) {

    int rows() {
        return entry instanceof Entry.Facts facts ? facts.rows().size() : 1;
    }

    void answer(Receipt receipt, Throwable failure) {
        Runnable answer = () -> {
            if (failure == null) {
                promise.complete(receipt);
            } else {
                promise.fail(failure);
            }
        };
        if (context == null) {
            answer.run();
        } else {
            context.runOnContext(nothing -> answer.run());
        }
    }
}
