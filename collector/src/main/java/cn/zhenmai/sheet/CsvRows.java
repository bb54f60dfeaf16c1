package cn.zhenmai.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;

/** Rows of CSV by RFC 4180; tabs and semicolons between cells are seen from the first line. */
final class CsvRows {

    /** Characters of the beginning in which the separator is looked for. */
    private static final int LOOKED_AT = 8 << 10;

    private static final CsvFactory FACTORY = CsvFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Limits.LONGEST_CELL)
                    .build())
            .build();

    private CsvRows() {}

    static void read(byte[] bytes, Encoding encoding, RowSink sink) throws IOException {
        BoundedSink rows = new BoundedSink(sink);
        int number = 0;
        try (Reader text = encoding.reader(bytes);
                CsvParser csv = FACTORY.createParser(text)) {
            csv.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator(bytes, encoding)));
            for (JsonToken token = csv.nextToken(); token != null; token = csv.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    rows.cell(csv.getText());
                } else if (token == JsonToken.END_ARRAY) {
                    rows.endRow(++number);
                }
            }
        } catch (JsonProcessingException broken) {
            throw UnreadableFileException.of(
                    "第 " + (number + 1) + " 行起不是 CSV／not CSV from row " + (number + 1) + " on");
        }
    }

    /** What is most frequent outside quotes in the first line that has any of them. */
    private static char separator(byte[] bytes, Encoding encoding) throws IOException {
        int commas = 0;
        int tabs = 0;
        int semicolons = 0;
        boolean quoted = false;
        try (Reader text = encoding.reader(bytes)) {
            for (int i = 0; i < LOOKED_AT; i++) {
                int c = text.read();
                quoted ^= c == '"';
                commas += !quoted && c == ',' ? 1 : 0;
                tabs += !quoted && c == '\t' ? 1 : 0;
                semicolons += !quoted && c == ';' ? 1 : 0;
                if (c < 0 || c == '\n' && !quoted && commas + tabs + semicolons > 0) {
                    break;
                }
            }
        }
        if (tabs > 0 && tabs >= commas && tabs >= semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }
}
