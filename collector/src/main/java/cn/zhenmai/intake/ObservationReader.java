package cn.zhenmai.intake;

import cn.zhenmai.observation.Ballot;
import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationFields;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Receipt;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a request body into rows, off the stream. A row that is wrong is named and the rest goes on; only a body that is no JSON at
 * all is refused whole. JSON never travels past here.
 */
final class ObservationReader {

    static final int MOST_ROWS = 5_000;

    private final Set<String> types;
    private final List<Entry.Row> rows = new ArrayList<>();
    private final List<BallotRow> ballots = new ArrayList<>();
    private final List<Receipt.RowError> unreadable = new ArrayList<>();
    private int row;

    /** A ballot and its number in the request. */
    record BallotRow(int row, Ballot ballot) {}

    /** What a body held. */
    record Read(List<Entry.Row> rows, List<BallotRow> ballots, List<Receipt.RowError> unreadable) {}

    /** The body as a whole can't be read. */
    static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    static final class TooManyRowsException extends Exception {
        TooManyRowsException() {
            super("超过 5000 行／more than 5000 rows", null, false, false);
        }
    }

    /** {@code types} null = all. */
    private ObservationReader(Set<String> types) {
        this.types = types;
    }

    static Read json(byte[] body, Set<String> types) throws MalformedException, TooManyRowsException {
        ObservationReader reader = new ObservationReader(types);
        try (JsonParser json = ObservationJson.FACTORY.createParser(body)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    reader.row(json);
                }
            } else if (first == JsonToken.START_OBJECT) {
                reader.row(json);
            } else {
                throw new MalformedException("须为对象或数组／must be an object or an array");
            }
            if (json.nextToken() != null) {
                throw new MalformedException("JSON 之后还有内容／content after the JSON");
            }
        } catch (IOException | IllegalArgumentException notJson) {
            throw new MalformedException("不是有效的 JSON／not valid JSON");
        }
        return reader.read();
    }

    /** One object a line; a line that is no JSON costs only itself. Blank lines don't count. */
    static Read lines(byte[] body, Set<String> types) throws MalformedException, TooManyRowsException {
        ObservationReader reader = new ObservationReader(types);
        int start = 0;
        while (start < body.length) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(body, start, end)) {
                reader.line(body, start, end - start);
            }
            start = end + 1;
        }
        return reader.read();
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void line(byte[] body, int start, int length) throws TooManyRowsException {
        int before = row;
        int errorsBefore = unreadable.size();
        int rowsBefore = rows.size();
        int ballotsBefore = ballots.size();
        try (JsonParser json = ObservationJson.FACTORY.createParser(body, start, length)) {
            if (json.nextToken() == JsonToken.START_ARRAY) {
                count();
                unreadable.add(new Receipt.RowError(row, "", "须为对象／must be an object"));
                return;
            }
            row(json);
            if (json.nextToken() == null) {
                return;
            }
        } catch (IOException | IllegalArgumentException notJson) {
            // Falls through to the one answer for a line that is no JSON.
        }
        row = before + 1;
        unreadable.subList(errorsBefore, unreadable.size()).clear();
        rows.subList(rowsBefore, rows.size()).clear();
        ballots.subList(ballotsBefore, ballots.size()).clear();
        unreadable.add(new Receipt.RowError(row, "", "不是有效的 JSON／not valid JSON"));
    }

    private void count() throws TooManyRowsException {
        row++;
        if (row > MOST_ROWS) {
            throw new TooManyRowsException();
        }
    }

    private void row(JsonParser json) throws IOException, TooManyRowsException {
        count();
        if (json.currentToken() == null) {
            throw new IOException("ends early");
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            unreadable.add(new Receipt.RowError(row, "", "须为对象／must be an object"));
            return;
        }
        ObservationFields fields = ObservationFields.read(json);
        try {
            take(fields);
        } catch (InvalidFieldException bad) {
            unreadable.add(new Receipt.RowError(row, bad.field(), bad.getMessage()));
        }
    }

    private void take(ObservationFields fields) {
        String type = fields.type();
        if (types != null && !types.contains(type)) {
            throw new InvalidFieldException("type", "该来源不得发送此类型／this source may not send this type");
        }
        if (type.equals("teaching-evaluation")) {
            ballots.add(new BallotRow(row, ObservationJson.ballot(fields)));
            return;
        }
        Observation observation = ObservationJson.observation(fields);
        rows.add(new Entry.Row(row, observation));
    }

    private Read read() throws MalformedException {
        if (row == 0) {
            throw new MalformedException("没有数据行／no rows");
        }
        return new Read(rows, ballots, unreadable);
    }
}
