package cn.zhenmai.intake;

import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.store.Receipt;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A receipt in the words of the API. Put together by hand: nearly all are of this one form, and there is one for each request. */
final class ReceiptJson {

    private static final int LENGTH = 192;

    private ReceiptJson() {}

    static Buffer write(Receipt receipt) {
        StringBuilder json = new StringBuilder(LENGTH);
        json.append("{\"received\":").append(receipt.received());
        json.append(",\"stored\":").append(receipt.stored());
        json.append(",\"corrected\":").append(receipt.corrected());
        json.append(",\"duplicate\":").append(receipt.duplicate());
        json.append(",\"rejected\":").append(receipt.rejected());
        json.append(",\"quarantined\":").append(receipt.quarantined());
        json.append(",\"errors\":").append(receipt.errors().isEmpty() ? "[]" : errors(receipt.errors()));
        json.append(",\"receipt\":\"");
        JsonStringEncoder.getInstance().quoteAsString(receipt.receipt(), json);
        json.append("\",\"sequence\":").append(receipt.sequence()).append('}');
        return Buffer.buffer(json.toString());
    }

    private static String errors(List<Receipt.RowError> errors) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ObservationJson.FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (Receipt.RowError error : errors) {
                json.writeStartObject();
                json.writeNumberField("row", error.row());
                json.writeStringField("field", error.field());
                json.writeStringField("message", error.message());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
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
