package cn.zhenmai.store;

import io.vertx.core.Context;
import io.vertx.core.Promise;

/** An entry that waits for the journal, and where its answer goes: to the caller's Vert.x context, if it has one. */
record Waiting(Entry entry, Promise<Receipt> promise, Context context) {

    int rows() {
        return entry instanceof Entry.Facts facts ? facts.rows().size() : 1;
    }

    void answer(Receipt receipt, Throwable failure) {
        if (context == null) {
            complete(receipt, failure);
        } else {
            context.runOnContext(nothing -> complete(receipt, failure));
        }
    }

    private void complete(Receipt receipt, Throwable failure) {
        if (failure == null) {
            promise.complete(receipt);
        } else {
            promise.fail(failure);
        }
    }
}
