package cn.zhenmai.intake;

import cn.zhenmai.observation.FieldReader;
import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.observation.ObservationFields;
import cn.zhenmai.observation.ObservationJson;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.MultiMap;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The envelope of one event as CloudEvents 1.0 defines it, read off the stream. Its type names the kind of the observation that is its
 * data ({@code cn.zhenmai.attendance}, {@code cn.zhenmai.rollcall} …), and its time stands in for a missing {@code recordedAt}.
 * Extension attributes are let be.
 */
final class CloudEvent {

    private static final String PREFIX = "cn.zhenmai.";
    private static final int LONGEST_ATTRIBUTE = 1_000;

    /** Kinds of observations by the event's type: the same words without hyphens, as the specification asks. */
    static final Map<String, String> TYPES = types();

    private final Map<String, String> attributes = new HashMap<>();
    private ObservationFields data;
    private InvalidFieldException problem;

    private CloudEvent() {}

    private static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        ObservationJson.TYPES.forEach(type -> types.put(PREFIX + type.replace("-", ""), type));
        return types;
    }

    /** Binary mode: the parser stands at the data. */
    static ObservationFields binary(MultiMap headers, JsonParser json) throws IOException {
        CloudEvent event = new CloudEvent();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("ce-")) {
                event.attribute(name.substring(3), percentDecoded(header.getValue()));
            }
        }
        event.data = FieldReader.read(json);
        return event.observation();
    }

    /** Structured mode and each event of a batch: the parser stands at the envelope's brace, and afterwards behind it. */
    static ObservationFields structured(JsonParser json) throws IOException {
        CloudEvent event = new CloudEvent();
        for (JsonToken next = json.nextToken(); next != JsonToken.END_OBJECT; next = json.nextToken()) {
            if (next == null) {
                throw new EOFException();
            }
            String name = json.currentName();
            json.nextToken();
            event.member(name, json);
        }
        return event.observation();
    }

    private void member(String name, JsonParser json) throws IOException {
        if (name.equals("data") && json.currentToken() == JsonToken.START_OBJECT) {
            data = FieldReader.read(json);
        } else if (name.equals("data_base64") && json.currentToken() == JsonToken.VALUE_STRING) {
            data = encoded(json.getText());
        } else if (json.currentToken().isScalarValue()) {
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                attribute(name, json.getText());
            }
        } else {
            json.skipChildren();
            note(name, "类型不对／wrong type");
        }
    }

    private ObservationFields encoded(String base64) {
        try (JsonParser json =
                ObservationJson.FACTORY.createParser(Base64.getDecoder().decode(base64))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                return FieldReader.read(json);
            }
        } catch (IOException | IllegalArgumentException notJson) {
            // Said below.
        }
        note("data_base64", "须为 base64 编码的 JSON 对象／must be a JSON object in base64");
        return null;
    }

    private void attribute(String name, String value) {
        if (name.equals("data")) {
            note("data", "须为对象／must be an object");
        } else if (value.length() > LONGEST_ATTRIBUTE) {
            note(name, "过长／too long");
        } else {
            attributes.put(name, value);
        }
    }

    private void note(String field, String message) {
        if (problem == null) {
            problem = new InvalidFieldException(field, message);
        }
    }

    private ObservationFields observation() {
        if (problem != null) {
            throw problem;
        }
        if (!required("specversion").equals("1.0")) {
            throw new InvalidFieldException("specversion", "须为 1.0／must be 1.0");
        }
        String id = required("id");
        String source = required("source");
        if (id.isBlank() || source.isBlank()) {
            throw new InvalidFieldException(id.isBlank() ? "id" : "source", "不能为空／must not be empty");
        }
        String type = Optional.ofNullable(TYPES.get(required("type").toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new InvalidFieldException("type", "未知类型／unknown type"));
        String content = attributes.getOrDefault("datacontenttype", "application/json");
        if (!content.toLowerCase(Locale.ROOT).replace(" ", "").matches("application/json(;charset=utf-8)?")) {
            throw new InvalidFieldException("datacontenttype", "须为 application/json／must be application/json");
        }
        if (data == null) {
            throw new InvalidFieldException("data", "缺少字段／missing field");
        }
        data.enclosed("type", type);
        data.otherwise("clientId", clientId(source, id));
        if (attributes.containsKey("time")) {
            data.otherwise("recordedAt", attributes.get("time"));
        }
        return data;
    }

    /** An event is named by its source and its id together; in a form of one length, whatever theirs. */
    private static String clientId(String source, String id) {
        return "event-" + UUID.nameUUIDFromBytes((source + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }

    private String required(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new InvalidFieldException(name, "缺少字段／missing field");
        }
        return value;
    }

    /** Header values carry other than plain ASCII percent-encoded; what is wrongly encoded stays as it is. */
    static String percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                decoded[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                decoded[length++] = bytes[i];
            }
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }
}
