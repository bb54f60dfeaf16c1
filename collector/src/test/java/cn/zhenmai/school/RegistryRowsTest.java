package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.school.RegistryRows.Key;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryRowsTest {

    private static final Registry FULL = RegistryBuilder.everyKind().registry();

    @Test
    void every_kind_of_row_comes_back_as_it_was() {
        SortedMap<Key, String> rows = RegistryRows.toRows(FULL);
        assertThat(rows.keySet().stream().map(Key::kind).collect(Collectors.toSet()))
                .isEqualTo(RowKinds.ALL.stream().map(RowKind::kind).collect(Collectors.toSet()));
        Registry back = RegistryRows.fromRows(rows);
        for (RowKind<?> kind : RowKinds.ALL) {
            assertThat(Set.copyOf(kind.rows().apply(back)))
                    .as(kind.kind())
                    .isEqualTo(Set.copyOf(kind.rows().apply(FULL)));
        }
        assertThat(RegistryRows.toRows(back)).isEqualTo(rows);
        assertThat(RegistryRows.diff(FULL, back).isEmpty()).isTrue();
    }

    @Test
    void a_row_is_a_flat_object_of_texts_without_the_empty_ones() {
        assertThat(RegistryRows.toRows(FULL))
                .containsEntry(
                        new Key("slot", "M1|TUESDAY|3|1-7单,8-9,16|2026-1"),
                        "{\"owner\":\"M1\",\"weekday\":\"TUESDAY\",\"firstPeriod\":\"3\",\"periods\":\"2\","
                                + "\"weeks\":\"1-7单,8-9,16\",\"teachers\":\"T2\",\"campus\":\"C1\",\"room\":\"A-101\","
                                + "\"term\":\"2026-1\"}")
                .containsEntry(new Key("student", "S11"), "{\"id\":\"S11\",\"name\":\"学生S11\"}");
    }

    @Test
    void a_difference_names_what_was_added_changed_and_ended() {
        RegistryBuilder b = RegistryBuilder.everyKind();
        b.students.remove(0);
        b.students.set(0, new Registry.Student("S12", "改名", null));
        b.students.add(new Registry.Student("S99", "新生", null));
        RegistryRows.Diff diff = RegistryRows.diff(FULL, b.registry());
        assertThat(diff.added().keySet()).containsExactly(new Key("student", "S99"));
        assertThat(diff.changed())
                .containsExactly(Map.entry(new Key("student", "S12"), "{\"id\":\"S12\",\"name\":\"改名\"}"));
        assertThat(diff.ended()).containsExactly(new Key("student", "S11"));
    }

    @Test
    void nothing_gives_an_empty_registry() {
        assertThat(RegistryRows.fromRows(Map.of())).isEqualTo(Registry.EMPTY);
        assertThat(RegistryRows.toRows(Registry.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "student~S1~{\"id\":\"S1\",\"name\":\"a\",\"age\":\"3\"}~unknown field age",
                "student~S1~{\"id\":\"S1\"}~name",
                "student~S1~{\"id\":\"S2\",\"name\":\"a\"}~holds S2",
                "student~S1~{\"id\":\"S1\",\"name\":7}~name",
                "student~S1~{\"id\":\"S1\",\"name\":\"a\",\"bornOn\":\"2008-02-30\"}~bornOn",
                "student~S1~[]~not one object",
                "student~S1~{\"id\":\"S1\",\"name\":\"a\"} {}~not one object",
                "student~S1~{~S1",
                "pupil~S1~{}~unknown kind",
            })
    void what_is_not_exactly_a_row_is_refused(String kind, String key, String json, String message) {
        assertThatThrownBy(() -> RegistryRows.fromRows(Map.of(new Key(kind, key), json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void keys_of_several_parts_stay_apart_whatever_their_parts_contain() {
        RegistryBuilder b = new RegistryBuilder();
        b.enrolments.add(new Registry.EnrolmentException("a|b", "c", EnrolmentKind.WAIVED, null, Span.ALWAYS));
        b.enrolments.add(new Registry.EnrolmentException("a", "b|c", EnrolmentKind.WAIVED, null, Span.ALWAYS));
        assertThat(RegistryRows.toRows(b.registry())).hasSize(2);
    }
}
