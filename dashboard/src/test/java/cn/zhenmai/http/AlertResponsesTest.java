package cn.zhenmai.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlertResponsesTest {

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static int status(String query, Role role) {
        return world.get("/api/v1/alert-responses" + query, world.cookie("of-" + role, null, role))
                .statusCode();
    }

    @Test
    void the_quality_office_and_the_leader_read_how_alerts_were_answered_and_a_counselor_does_not() {
        assertThat(world.get("/api/v1/alert-responses", world.cookie("office", null, Role.QUALITY_OFFICE))
                        .bodyAsJsonArray())
                .isNotNull();
        assertThat(status("", Role.LEADER)).isEqualTo(200);
        assertThat(status("", Role.COUNSELOR)).isEqualTo(403);
    }

    @Test
    void a_span_that_is_none_is_refused() {
        assertThat(status("?from=2026-10-02&to=2026-10-02", Role.QUALITY_OFFICE))
                .isEqualTo(400);
        assertThat(status("?from=yesterday", Role.QUALITY_OFFICE)).isEqualTo(400);
    }
}
