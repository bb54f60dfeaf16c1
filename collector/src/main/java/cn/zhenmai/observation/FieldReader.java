package cn.zhenmai.observation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the fields of one JSON object off the stream. Reading always ends behind the object's closing brace, so a bad row costs its
 * neighbours nothing.
 */
public final class FieldReader {

    private static final int MOST_ENTRIES = 100;
    /** A value of no type that any field has. */
    private static final Object WRONG = new Object();

    private final JsonParser json;
    private final ObservationFields fields = new ObservationFields();

    private FieldReader(JsonParser json) {
        this.json = json;
    }

    /** Reads the object at which the parser stands. An {@link IOException} means the stream itself is no JSON. */
    public static ObservationFields read(JsonParser json) throws IOException {
        return new FieldReader(json).read();
    }

    private ObservationFields read() throws IOException {
        while (next() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(name));
        }
        return fields;
    }

    /** A stream that ends inside an object is an error, whoever reads it. */
    private JsonToken next() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw new EOFException();
        }
        return token;
    }

    private Object value(String name) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(name);
            case VALUE_NULL -> null;
            case START_ARRAY -> name.equals("points") ? points() : skip();
            case START_OBJECT -> name.equals("items") ? items() : skip();
            default -> WRONG;
        };
    }

    private Object skip() throws IOException {
        json.skipChildren();
        return WRONG;
    }

    private Object number(String field) throws IOException {
        if (json.isNaN()) {
            fields.note(field, "不是数／not a number");
            return WRONG;
        }
        try {
            BigDecimal number = json.getDecimalValue();
            // Exponents are checked before anything that would write all the digits out.
            if (number.signum() != 0 && (number.precision() - (long) number.scale() > 9 || number.scale() > 400)) {
                fields.note(field, "数值超出范围／number out of range");
                return WRONG;
            }
            return ObservationFields.plain(number);
        } catch (NumberFormatException tooLarge) {
            fields.note(field, "数值超出范围／number out of range");
            return WRONG;
        }
    }

    private Map<String, BigDecimal> items() throws IOException {
        Map<String, BigDecimal> items = new TreeMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            Object value = value(name);
            if (!(value instanceof BigDecimal number)) {
                fields.note("items", "评分项须为数／items must be numbers");
            } else if (items.size() == MOST_ENTRIES || name.isBlank() || !ObservationFields.isClean(name)) {
                fields.note("items", "评分项名称或数量不合要求／bad name or number of items");
            } else if (items.put(name, number) != null) {
                fields.note("items", "评分项重复／item given twice");
            }
        }
        return items;
    }

    private List<Observation.LessonCheck.Point> points() throws IOException {
        List<Observation.LessonCheck.Point> points = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                fields.note("points", "知识点须为对象／points must be objects");
                continue;
            }
            ObservationFields point = read(json);
            try {
                points.add(new Observation.LessonCheck.Point(
                        point.text("point"), point.decimal("score", 0, 100_000), point.decimal("max", 0, 100_000)));
                point.finish();
            } catch (InvalidFieldException bad) {
                fields.note("points." + bad.field(), bad.getMessage());
            }
            if (points.size() > MOST_ENTRIES) {
                fields.note("points", "知识点过多／too many points");
                points.clear();
            }
        }
        return points;
    }
}
