package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** An attribution as the store keeps it beside a check: its components under their names. */
final class AttributionJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private AttributionJson() {}

    static String write(Attribution at) {
        try {
            return MAPPER.writeValueAsString(at);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Attribution parse(String text) {
        try {
            return MAPPER.readValue(text, Attribution.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("stored attribution can't be read", notOurs);
        }
    }
}
