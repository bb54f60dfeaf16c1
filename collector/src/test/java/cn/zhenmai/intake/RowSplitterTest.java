package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowSplitterTest {

    private static final Function<RowSink, RowSplitter> EITHER =
            sink -> new JsonSplitter(JsonSplitter.Shape.EITHER, sink);

    /** Rows of a text that arrives in pieces of that many bytes, joined by ' | '. */
    private static String rows(Function<RowSink, RowSplitter> form, String text, int piece)
            throws RefusedBodyException {
        List<String> rows = new ArrayList<>();
        RowSplitter splitter = form.apply(
                (bytes, start, length) -> rows.add(new String(bytes, start, length, StandardCharsets.UTF_8)));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += piece) {
            int length = Math.min(piece, bytes.length - from);
            // A buffer that is longer than what it holds, and reused: rows must not reach beyond or be kept by
            // reference.
            byte[] lent = new byte[length + 3];
            System.arraycopy(bytes, from, lent, 0, length);
            splitter.accept(lent, length);
            java.util.Arrays.fill(lent, (byte) 'X');
        }
        splitter.end();
        return String.join(" | ", rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "{\"a\":1} ~ {\"a\":1}",
                "\uFEFF{\"a\":1} ~ {\"a\":1}",
                "[{\"a\":1},{\"b\":[1,{}]}] ~ {\"a\":1} | {\"b\":[1,{}]}",
                "[ {\"a\":\"]},\\\"{\"} , 7 ,\"x,]\", [1,2],null] ~ {\"a\":\"]},\\\"{\"} | 7 | \"x,]\" | [1,2] | null",
                "[1,2] ~ 1 | 2",
                "[{\"名\":\"张\\\\\"}] ~ {\"名\":\"张\\\\\"}",
            })
    void rows_of_json_are_the_same_wherever_the_pieces_are_cut(String text, String rows) throws RefusedBodyException {
        for (int piece = 1; piece <= text.length() * 2; piece++) {
            assertThat(rows(EITHER, text, piece)).as("pieces of %d", piece).isEqualTo(rows);
        }
    }

    @Test
    void lines_are_the_same_wherever_the_pieces_are_cut() throws RefusedBodyException {
        String text = "  \r\n{\"a\":1}\r\n\n \t{\"b\":\"张\"} \n{\"c\":3}";
        for (int piece = 1; piece <= text.length() * 2; piece++) {
            assertThat(rows(LineSplitter::new, text, piece))
                    .as("pieces of %d", piece)
                    .isEqualTo("{\"a\":1}\r | {\"b\":\"张\"}  | {\"c\":3}");
        }
    }

    @Test
    void a_row_is_there_as_soon_as_its_last_byte_is() throws RefusedBodyException {
        List<Integer> lengths = new ArrayList<>();
        RowSplitter splitter = EITHER.apply((bytes, start, length) -> lengths.add(length));
        byte[] begun = "[{\"a\":1},{\"b\":2}".getBytes(StandardCharsets.UTF_8);
        splitter.accept(begun, begun.length);
        assertThat(lengths).containsExactly(7, 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{",
                "{\"a\":\"",
                "{}{}",
                "[]]",
                "x",
                "7",
                "\"a\"",
                "[}"
            })
    void what_is_no_object_and_no_array_is_refused_whole(String text) {
        for (int piece = 1; piece <= text.length(); piece++) {
            int size = piece;
            assertThatThrownBy(() -> rows(EITHER, text, size))
                    .as("pieces of %d", piece)
                    .isInstanceOf(RefusedBodyException.class)
                    .hasMessageContaining("／");
        }
    }

    @Test
    void one_event_is_an_object_and_a_batch_an_array() throws RefusedBodyException {
        assertThat(rows(sink -> new JsonSplitter(JsonSplitter.Shape.ARRAY, sink), "[]", 1))
                .isEmpty();
        assertThatThrownBy(() -> rows(sink -> new JsonSplitter(JsonSplitter.Shape.ARRAY, sink), "{}", 1))
                .hasMessage("须为数组／must be an array");
        assertThatThrownBy(() -> rows(sink -> new JsonSplitter(JsonSplitter.Shape.OBJECT, sink), "[]", 1))
                .hasMessage("须为对象／must be an object");
    }
}
