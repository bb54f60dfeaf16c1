package cn.zhenmai.intake;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/** What a request's headers say of its body. */
enum BodyForm {
    /** One observation or an array of them. */
    JSON,
    /** One observation a line. */
    LINES,
    /** CloudEvents 1.0, binary mode: the attributes are headers, the body is the data. */
    BINARY_EVENT,
    /** CloudEvents 1.0, structured mode. */
    STRUCTURED_EVENT,
    /** CloudEvents 1.0, batched mode. */
    BATCHED_EVENTS;

    /** Empty for what is not taken. */
    static Optional<BodyForm> of(MultiMap headers) {
        if ("application/json".equals(headers.get(HttpHeaders.CONTENT_TYPE)) && !headers.contains("ce-specversion")) {
            return Optional.of(JSON);
        }
        String type = Optional.ofNullable(headers.get("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .replace("\"", "");
        String plain = type.endsWith(";charset=utf-8") ? type.substring(0, type.indexOf(';')) : type;
        boolean isEvent = headers.contains("ce-specversion");
        return Optional.ofNullable(
                switch (plain) {
                    case "application/json" -> isEvent ? BINARY_EVENT : JSON;
                    case "application/x-ndjson" -> LINES;
                    case "application/cloudevents+json" -> STRUCTURED_EVENT;
                    case "application/cloudevents-batch+json" -> BATCHED_EVENTS;
                    default -> null;
                });
    }

    RowSplitter splitter(RowSink sink) {
        return switch (this) {
            case JSON -> new JsonSplitter(JsonSplitter.Shape.EITHER, sink);
            case LINES -> new LineSplitter(sink);
            case BINARY_EVENT, STRUCTURED_EVENT -> new JsonSplitter(JsonSplitter.Shape.OBJECT, sink);
            case BATCHED_EVENTS -> new JsonSplitter(JsonSplitter.Shape.ARRAY, sink);
        };
    }

    /** An empty batch is a batch; otherwise a body without a row was meant otherwise. */
    boolean mayBeEmpty() {
        return this == BATCHED_EVENTS;
    }
}
