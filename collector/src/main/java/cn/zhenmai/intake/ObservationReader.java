package cn.zhenmai.intake;

import cn.zhenmai.observation.Ballot;
import cn.zhenmai.observation.FieldReader;
import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.observation.ObservationFields;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a request's body into rows while its bytes arrive; JSON never travels past here, and no tree of it is ever built. A row that is
 * wrong is named and the rest goes on; only a body that is no JSON at all is refused whole.
 */
final class ObservationReader implements RowSink {

    static final int MOST_ROWS = 5_000;

    private final BodyForm form;
    private final MultiMap headers;
    private final Set<String> types;
    private final RowSplitter splitter;
    private final List<Entry.Row> rows = new ArrayList<>();
    private final List<BallotRow> ballots = new ArrayList<>();
    private final List<Receipt.RowError> unreadable = new ArrayList<>();
    private int row;

    /** A ballot and its number in the request. */
    record BallotRow(int row, Ballot ballot) {}

    /** What a body held. */
    record Read(List<Entry.Row> rows, List<BallotRow> ballots, List<Receipt.RowError> unreadable) {
        int size() {
            return rows.size() + ballots.size() + unreadable.size();
        }
    }

    /** {@code headers} hold the attributes of an event in binary mode; {@code types} null = all. */
    ObservationReader(BodyForm form, MultiMap headers, Set<String> types) {
        this.form = form;
        this.headers = headers;
        this.types = types;
        this.splitter = form.splitter(this);
    }

    void accept(byte[] bytes, int length) throws RefusedBodyException {
        splitter.accept(bytes, length);
    }

    /** No more bytes come. */
    Read end() throws RefusedBodyException {
        splitter.end();
        if (row == 0 && !form.mayBeEmpty()) {
            throw RefusedBodyException.malformed("没有数据行／no rows");
        }
        return new Read(rows, ballots, unreadable);
    }

    @Override
    public void row(byte[] bytes, int start, int length) throws RefusedBodyException {
        row++;
        if (row > MOST_ROWS) {
            throw new RefusedBodyException(Refusal.TOO_LARGE);
        }
        try (JsonParser json = ObservationJson.FACTORY.createParser(bytes, start, length)) {
            ObservationFields fields = fields(json);
            if (json.nextToken() != null) {
                throw new IOException("more than one value");
            }
            take(fields);
        } catch (InvalidFieldException bad) {
            unreadable.add(new Receipt.RowError(row, bad.field(), bad.getMessage()));
        } catch (IOException | IllegalArgumentException notJson) {
            if (form != BodyForm.LINES) {
                throw JsonSplitter.notJson();
            }
            unreadable.add(new Receipt.RowError(row, "", "不是有效的 JSON／not valid JSON"));
        }
    }

    private ObservationFields fields(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            if (json.nextToken() != null) {
                throw new IOException("more than one value");
            }
            throw new InvalidFieldException("", "须为对象／must be an object");
        }
        return switch (form) {
            case JSON, LINES -> FieldReader.read(json);
            case BINARY_EVENT -> CloudEvent.binary(headers, json);
            case STRUCTURED_EVENT, BATCHED_EVENTS -> CloudEvent.structured(json);
        };
    }

    private void take(ObservationFields fields) {
        String type = fields.type();
        if (types != null && !types.contains(type)) {
            throw new InvalidFieldException("type", "该来源不得发送此类型／this source may not send this type");
        }
        String clientId = fields.clientId();
        if (type.equals("teaching-evaluation")) {
            ballots.add(new BallotRow(row, ObservationJson.ballot(fields)));
            return;
        }
        rows.add(new Entry.Row(row, ObservationJson.observation(fields), clientId));
    }
}
