package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;

/** What a webhook's target reads: as a mail says it, so no person's name and no cause; the alert's id leads behind the login. */
final class WebhookJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private record Message(
            String id,
            String alert,
            String about,
            Level level,
            Level before,
            String title,
            String place,
            LocalDate heldOn,
            String periods,
            String classes,
            String endReason) {}

    private WebhookJson() {}

    static byte[] write(OutboxMail message) {
        Letter letter = message.letter();
        try {
            return MAPPER.writeValueAsBytes(new Message(
                    message.messageKey(),
                    letter.alert(),
                    letter.template().name(),
                    letter.level(),
                    letter.before(),
                    letter.title(),
                    letter.place(),
                    letter.heldOn(),
                    letter.periods(),
                    letter.classes(),
                    letter.endReason()));
        } catch (JsonProcessingException ourOwnRecord) {
            throw new IllegalStateException(ourOwnRecord);
        }
    }
}
