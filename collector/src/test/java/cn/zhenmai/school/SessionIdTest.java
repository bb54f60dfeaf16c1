package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionIdTest {

    @Test
    void a_name_is_owner_day_and_period() {
        assertThat(SessionId.parse("CK.101-01.20261012.03"))
                .contains(new SessionId("CK.101-01", LocalDate.of(2026, 10, 12), 3));
        assertThat(SessionId.of("高数.20261012.3")).hasToString("高数.20261012.3");
        assertThat(new SessionId("M", LocalDate.of(987, 1, 2), 0)).hasToString("M.09870102.0");
        assertThat(SessionId.of("M.20261012.03"))
                .isEqualTo(SessionId.of("M.20261012.3"))
                .hasToString("M.20261012.3");
    }

    @Test
    void what_is_no_name_is_none() {
        assertThat(List.of(
                        "",
                        ".",
                        "M",
                        "M.20261012",
                        "M.20261012.",
                        "M.20261012.123",
                        "M.20261012.x",
                        "M.2026101.1",
                        "M.20261312.1",
                        "M.20260230.1",
                        ".20261012.1",
                        "20261012.1",
                        "M-20261012.1",
                        "M.２0261012.1"))
                .allSatisfy(text -> assertThat(SessionId.parse(text)).isEmpty());
    }
}
