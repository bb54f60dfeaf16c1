package cn.zhenmai.school;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** CSV as bytes to rows of cells and back: UTF-8 with a byte order mark, because Excel reads no other as Chinese. */
final class CsvText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final ObjectReader READER =
            new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);

    private CsvText() {}

    /** Cells are stripped. Throws IllegalArgumentException with a message for people where the bytes aren't CSV. */
    static List<List<String>> read(byte[] bytes) {
        List<List<String>> rows = new ArrayList<>();
        try (MappingIterator<String[]> records = READER.readValues(decode(bytes))) {
            while (records.hasNextValue()) {
                List<String> cells = new ArrayList<>();
                for (String cell : records.nextValue()) {
                    cells.add(cell == null ? "" : cell.strip());
                }
                rows.add(cells);
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "第 " + (rows.size() + 1) + " 行起不是 CSV／not CSV from row " + (rows.size() + 1) + " on", broken);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return rows;
    }

    static byte[] write(List<List<String>> rows) {
        StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : ",").append(quoted(row.get(i)));
            }
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && cell.equals(cell.strip());
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static String decode(byte[] bytes) {
        String text;
        try {
            text = strictly(StandardCharsets.UTF_8, bytes);
        } catch (CharacterCodingException notUtf8) {
            text = decodeChinese(bytes);
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String decodeChinese(byte[] bytes) {
        try {
            return strictly(CHINESE, bytes);
        } catch (CharacterCodingException neither) {
            throw new IllegalArgumentException("编码既不是 UTF-8 也不是 GB18030／neither UTF-8 nor GB18030", neither);
        }
    }

    private static String strictly(Charset charset, byte[] bytes) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
