package cn.zhenmai.intake;

import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.store.Receipt;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A receipt in the words of the API. */
final class ReceiptJson {

    private ReceiptJson() {}

    static Buffer write(Receipt receipt) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = ObservationJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("received", receipt.received());
            json.writeNumberField("stored", receipt.stored());
            json.writeNumberField("corrected", receipt.corrected());
            json.writeNumberField("duplicate", receipt.duplicate());
            json.writeNumberField("rejected", receipt.rejected());
            json.writeNumberField("quarantined", receipt.quarantined());
            json.writeArrayFieldStart("errors");
            for (Receipt.RowError error : receipt.errors()) {
                json.writeStartObject();
                json.writeNumberField("row", error.row());
                json.writeStringField("field", error.field());
                json.writeStringField("message", error.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("receipt", receipt.receipt());
            json.writeNumberField("sequence", receipt.sequence());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
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
