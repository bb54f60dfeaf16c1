package cn.zhenmai.intake;

import cn.zhenmai.store.Receipt;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A receipt in the words of the API. */
final class ReceiptJson {

    private ReceiptJson() {}

    static JsonObject write(Receipt receipt) {
        JsonArray errors = new JsonArray();
        for (Receipt.RowError error : receipt.errors()) {
            errors.add(new JsonObject()
                    .put("row", error.row())
                    .put("field", error.field())
                    .put("message", error.message()));
        }
        return new JsonObject()
                .put("received", receipt.received())
                .put("stored", receipt.stored())
                .put("corrected", receipt.corrected())
                .put("duplicate", receipt.duplicate())
                .put("rejected", receipt.rejected())
                .put("quarantined", receipt.quarantined())
                .put("errors", errors)
                .put("receipt", receipt.receipt())
                .put("sequence", receipt.sequence());
    }

    /** 200 = every row is kept, 400 = none could be read, 207 = see the errors by row. */
    static int status(Receipt receipt) {
        int good = receipt.stored() + receipt.corrected() + receipt.duplicate();
        if (good == receipt.received()) {
            return 200;
        }
        return receipt.rejected() == receipt.received() ? 400 : 207;
    }
}
