package cn.zhenmai.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    void what_is_not_in_the_table_does_not_exist() {
        assertThat(Permissions.find("GET", "/api/v1/students")).isEmpty();
        assertThat(Permissions.find("DELETE", "/api/v1/alerts/A1-1")).isEmpty();
        assertThat(Permissions.find("GET", "/api/v1/alerts/A1-1/")).isEmpty();
        assertThat(Permissions.find("GET", "/api/v1/alerts/")).isEmpty();
        assertThat(Permissions.find("GET", "/application")).isEmpty();
        assertThat(Permissions.topic("students")).isEmpty();
    }

    @Test
    void a_pattern_names_one_segment_and_two_stars_any_rest() {
        assertThat(Permissions.find("GET", "/api/v1/alerts/A1-1").orElseThrow().path())
                .isEqualTo("/api/v1/alerts/{id}");
        assertThat(Permissions.find("GET", "/vendor/lit/index.js").orElseThrow().path())
                .isEqualTo("/vendor/**");
        assertThat(Permissions.find("HEAD", "/").orElseThrow().path()).isEqualTo("/");
    }

    @Test
    void no_line_stands_twice() {
        Set<String> lines = Permissions.TABLE.stream()
                .map(line -> line.method() + " " + line.path())
                .collect(Collectors.toSet());
        assertThat(lines).hasSameSizeAs(Permissions.TABLE);
    }

    @Test
    void every_role_is_named_or_the_line_is_open() {
        assertThat(Permissions.TABLE)
                .allMatch(line -> line.anyone() == line.roles().isEmpty());
    }

    @Test
    void a_wall_device_reads_nothing_but_the_wall() {
        Set<String> wall = Permissions.TABLE.stream()
                .filter(line -> !line.anyone() && line.allows(Set.of(Role.WALL)))
                .map(Grant::path)
                .collect(Collectors.toSet());
        assertThat(wall).containsExactlyInAnyOrder("/api/v1/sign-out", "/api/v1/me", "/api/v1/wall", "/live", "wall");
    }

    @Test
    void a_source_reaches_only_what_is_its_own() {
        Set<String> source = Permissions.TABLE.stream()
                .filter(line -> line.roles().contains(Role.SOURCE))
                .map(Grant::path)
                .collect(Collectors.toSet());
        assertThat(source)
                .containsExactlyInAnyOrder("/api/v1/observations", "/api/v1/receipts/{id}", "/api/v1/quarantine");
    }

    @Test
    void every_role_of_a_person_has_a_home_that_it_may_open() {
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.SOURCE))) {
            Grant home = Permissions.find("GET", Home.of(Set.of(role))).orElseThrow();
            assertThat(home.allows(Set.of(role)))
                    .as("%s → %s", role, home.path())
                    .isTrue();
        }
    }
}
