package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventTest {

    private static final String DATA =
            "{\"student\":\"S1\",\"session\":\"M1.20261012.1\",\"status\":\"ABSENT\",\"recordedAt\":\"2026-10-12T08:12:00+08:00\"}";
    private static final String ENVELOPE =
            "\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"//kq.example.edu\",\"type\":\"cn.zhenmai.attendance\"";

    private static ObservationReader.Read read(BodyForm form, MultiMap headers, String body)
            throws RefusedBodyException {
        ObservationReader reader = new ObservationReader(form, headers, null);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        reader.accept(bytes, bytes.length);
        return reader.end();
    }

    private static ObservationReader.Read structured(String body) throws RefusedBodyException {
        return read(BodyForm.STRUCTURED_EVENT, MultiMap.caseInsensitiveMultiMap(), body);
    }

    private static MultiMap binary(String type) {
        return MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", "application/json")
                .add("ce-specversion", "1.0")
                .add("ce-id", "e1")
                .add("ce-source", "/%E8%80%83%E5%8B%A4")
                .add("ce-type", type);
    }

    @Test
    void an_event_is_the_same_observation_in_every_mode() throws RefusedBodyException {
        Observation wanted = read(
                        BodyForm.JSON,
                        MultiMap.caseInsensitiveMultiMap(),
                        DATA.replace("{\"student", "{\"type\":\"attendance\",\"student"))
                .rows()
                .get(0)
                .observation();
        String encoded = Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8));
        assertThat(structured("{" + ENVELOPE + ",\"data\":" + DATA + "}")
                        .rows()
                        .get(0)
                        .observation())
                .isEqualTo(wanted);
        assertThat(structured("{\"data\":" + DATA + "," + ENVELOPE + ",\"ext\":5,\"subject\":null}")
                        .rows()
                        .get(0)
                        .observation())
                .isEqualTo(wanted);
        assertThat(structured("{" + ENVELOPE + ",\"data_base64\":\"" + encoded + "\"}")
                        .rows()
                        .get(0)
                        .observation())
                .isEqualTo(wanted);
        assertThat(read(BodyForm.BINARY_EVENT, binary("cn.zhenmai.attendance"), DATA)
                        .rows()
                        .get(0)
                        .observation())
                .isEqualTo(wanted);
        ObservationReader.Read batch = read(
                BodyForm.BATCHED_EVENTS,
                MultiMap.caseInsensitiveMultiMap(),
                "[{" + ENVELOPE + ",\"data\":" + DATA + "},{" + ENVELOPE + "}]");
        assertThat(batch.rows()).hasSize(1);
        assertThat(batch.rows().get(0).observation()).isEqualTo(wanted);
        assertThat(batch.unreadable()).singleElement().satisfies(error -> {
            assertThat(error.row()).isEqualTo(2);
            assertThat(error.field()).isEqualTo("data");
        });
        assertThat(read(BodyForm.BATCHED_EVENTS, MultiMap.caseInsensitiveMultiMap(), "[]")
                        .size())
                .isZero();
    }

    @Test
    void the_events_time_stands_in_for_the_time_of_recording() throws RefusedBodyException {
        String without = DATA.replaceFirst(",\"recordedAt.*\\}", "}");
        assertThat(structured("{" + ENVELOPE + ",\"time\":\"2026-10-12T00:30:00Z\",\"data\":" + without + "}")
                        .rows()
                        .get(0)
                        .observation()
                        .recordedAt())
                .isEqualTo(Instant.parse("2026-10-12T00:30:00Z"));
    }

    @Test
    void every_kind_of_observation_has_its_type_without_hyphens() {
        assertThat(CloudEvent.TYPES)
                .containsEntry("cn.zhenmai.attendance", "attendance")
                .containsEntry("cn.zhenmai.rollcall", "roll-call")
                .containsEntry("cn.zhenmai.leaveslip", "leave-slip")
                .containsEntry("cn.zhenmai.lessoncheck", "lesson-check")
                .containsEntry("cn.zhenmai.learningevaluation", "learning-evaluation")
                .containsEntry("cn.zhenmai.teachingevaluation", "teaching-evaluation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\" ~ specversion",
                "\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\" ~ specversion",
                "\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\" ~ id",
                "\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\" ~ id",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"cn.zhenmai.attendance\" ~ source",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\" ~ type",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhenmai.weather\" ~ type",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhenmai.rollcall\",\"data\":{\"type\":\"attendance\"} ~ type",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\",\"datacontenttype\":\"text/xml\" ~ datacontenttype",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\",\"data\":\"x\" ~ data",
                "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\",\"data_base64\":\"##\" ~ data_base64",
                "\"specversion\":\"1.0\",\"id\":[],\"source\":\"s\",\"type\":\"cn.zhenmai.attendance\" ~ id",
            })
    void what_is_wrong_with_an_event_is_named_by_its_attribute(String envelope, String attribute)
            throws RefusedBodyException {
        String whole = envelope.contains("\"data") && !envelope.contains("datacontent")
                ? envelope
                : envelope + ",\"data\":" + DATA;
        assertThat(structured("{" + whole + "}").unreadable()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(attribute);
            assertThat(error.message()).contains("／");
        });
    }

    @Test
    void header_values_are_percent_decoded_and_what_is_no_encoding_stays() {
        assertThat(CloudEvent.percentDecoded("/%E8%80%83%E5%8B%A4")).isEqualTo("/考勤");
        assertThat(CloudEvent.percentDecoded("50% %zz %4")).isEqualTo("50% %zz %4");
    }
}
