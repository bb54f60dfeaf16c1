package cn.zhenmai.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/** Evidence as it is frozen in the store: text once written is read by every later version, so unknown fields are let pass. */
public final class EvidenceJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EvidenceJson() {}

    public static String write(Evidence evidence) {
        try {
            return MAPPER.writeValueAsString(evidence);
        } catch (JsonProcessingException notEvidence) {
            throw new UncheckedIOException(notEvidence);
        }
    }

    public static Evidence read(String json) {
        try {
            return MAPPER.readValue(json, Evidence.class);
        } catch (JsonProcessingException notEvidence) {
            throw new UncheckedIOException(notEvidence);
        }
    }
}
