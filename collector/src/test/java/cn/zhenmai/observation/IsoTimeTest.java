package cn.zhenmai.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoTimeTest {

    private static final List<String> TEXTS = List.of(
            "2026-10-12T08:10:00+08:00",
            "2026-10-12T08:10:00Z",
            "2026-10-12T08:10:00.5-03:30",
            "2026-10-12T08:10:00.123456789+08:00",
            "2026-10-12T08:10+08:00",
            "2026-10-12T08:10:00+08",
            "2026-10-12T08:10:00+08:00:01",
            "2026-10-12t08:10:00z",
            "2028-02-29T23:59:59+18:00",
            "2027-02-29T23:59:59+08:00",
            "2026-13-12T08:10:00+08:00",
            "2026-00-12T08:10:00+08:00",
            "2026-10-12T24:00:00+08:00",
            "2026-10-12T08:60:00+08:00",
            "2026-10-12T08:10:60+08:00",
            "2026-10-12T08:10:00",
            "2026-10-12T08:10:00.+08:00",
            "2026-10-12T08:10:00.1234567891+08:00",
            "2026-10-12T08:10:00+19:00",
            "2026-10-12T08:10:00+08:60",
            "2026-10-12 08:10:00+08:00",
            "+2026-10-12T08:10:00Z",
            "-2026-10-12T08:10:00Z",
            "０026-10-12T08:10:00Z",
            "2026-10-12T08:10:00Z ",
            "yesterday",
            "");

    @Test
    void it_reads_what_the_library_reads_and_refuses_what_the_library_refuses() {
        assertThat(TEXTS).allSatisfy(IsoTimeTest::isReadAlike);
    }

    @Test
    void no_misprint_of_a_time_is_read_otherwise_than_by_the_library() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String characters = "0123456789-+:.TZz ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(4)));
            for (int typos = 1 + random.nextInt(2); typos > 0; typos--) {
                text.setCharAt(random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
            }
            isReadAlike(text.toString());
        }
    }

    private static void isReadAlike(String text) {
        Optional<Instant> library;
        try {
            library = Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException refused) {
            library = Optional.empty();
        }
        Optional<Instant> ours;
        try {
            ours = Optional.of(IsoTime.parse(text));
        } catch (DateTimeException refused) {
            ours = Optional.empty();
        }
        assertThat(ours).as(text).isEqualTo(library);
    }
}
