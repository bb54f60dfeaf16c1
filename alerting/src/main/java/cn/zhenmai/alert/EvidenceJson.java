package cn.zhenmai.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/** Evidence, and what is known to have been otherwise, as frozen in the store: text once written is read by every later version, so unknown fields are let pass. */
public final class EvidenceJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EvidenceJson() {}

    public static String write(Evidence evidence) {
        return json(evidence);
    }

    /** Null where there is none, as the reading. */
    static String write(Revision revision) {
        return revision == null ? null : json(revision);
    }

    static Revision readRevision(String json) {
        return json == null ? null : read(json, Revision.class);
    }

    public static Evidence read(String json) {
        return read(json, Evidence.class);
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException notEvidence) {
            throw new UncheckedIOException(notEvidence);
        }
    }

    private static <T> T read(String json, Class<T> as) {
        try {
            return MAPPER.readValue(json, as);
        } catch (JsonProcessingException notEvidence) {
            throw new UncheckedIOException(notEvidence);
        }
    }
}
