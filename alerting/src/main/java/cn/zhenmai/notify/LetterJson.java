package cn.zhenmai.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/** Letters as they wait in the outbox, where a later version of the program may find them. */
final class LetterJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LetterJson() {}

    static String write(Letter letter) {
        try {
            return MAPPER.writeValueAsString(letter);
        } catch (JsonProcessingException notALetter) {
            throw new UncheckedIOException(notALetter);
        }
    }

    static Letter read(String json) {
        try {
            return MAPPER.readValue(json, Letter.class);
        } catch (JsonProcessingException notALetter) {
            throw new UncheckedIOException(notALetter);
        }
    }
}
