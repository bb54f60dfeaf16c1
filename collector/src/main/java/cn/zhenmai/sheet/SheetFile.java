package cn.zhenmai.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a file of whatever kind its content says, its name is not asked; and writes CSV. */
public final class SheetFile {

    /** Bytes of the beginning in which markup is looked for. */
    private static final int LOOKED_AT = 4 << 10;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SheetFile() {}

    public enum Format {
        CSV,
        XLSX,
        HTML,
        XML
    }

    /**
     * What was read.
     *
     * @param encoding of the text, as people call it; null for .xlsx, where there is only one
     * @param sheet the worksheet's name, null where there are none
     */
    public record Kind(Format format, String encoding, String sheet) {}

    /** Throws {@link UnreadableFileException}; rows up to there have been told then. */
    public static Kind read(byte[] bytes, RowSink sink) {
        if (bytes.length > Limits.MOST_BYTES) {
            throw UnreadableFileException.tooLarge("文件超过 20 MB／the file is larger than 20 MB");
        }
        try {
            if (startsWith(bytes, 'P', 'K', 3, 4)) {
                return new Kind(Format.XLSX, null, XlsxRows.read(bytes, sink));
            }
            refuseForeign(bytes);
            return text(bytes, sink);
        } catch (IOException broken) {
            throw UnreadableFileException.of("文件已损坏／the file is broken");
        }
    }

    /** All at once, for files that are small by nature. */
    public static List<List<String>> rows(byte[] bytes) {
        List<List<String>> rows = new ArrayList<>();
        Kind kind = read(bytes, (number, cells) -> {
            while (rows.size() < number - 1) {
                rows.add(List.of());
            }
            rows.add(cells);
        });
        assert kind != null;
        return rows;
    }

    private static void refuseForeign(byte[] bytes) {
        if (startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw UnreadableFileException.of(
                    "这是旧式二进制 .xls（或加了密码的）文件，请在 Excel 或 WPS 中「另存为 .xlsx」后再传"
                            + "／this is an old binary .xls (or a file with a password): in Excel or WPS \"save as .xlsx\", then send that");
        }
        if (startsWith(bytes, '%', 'P', 'D', 'F')) {
            throw UnreadableFileException.of("这是 PDF，请导出为 .xlsx 或 CSV／this is a PDF: export .xlsx or CSV");
        }
    }

    private static Kind text(byte[] bytes, RowSink sink) throws IOException {
        Encoding encoding = Encoding.of(bytes);
        Format format = formatOf(bytes, encoding);
        switch (format) {
            case HTML -> HtmlRows.read(bytes, encoding, sink);
            case XML -> SpreadsheetMlRows.read(bytes, encoding, sink);
            default -> CsvRows.read(bytes, encoding, sink);
        }
        return new Kind(format, encoding.label, null);
    }

    private static Format formatOf(byte[] bytes, Encoding encoding) throws IOException {
        char[] beginning = new char[LOOKED_AT];
        int length;
        try (var reader = encoding.reader(bytes)) {
            length = Math.max(0, reader.read(beginning));
        }
        String text = new String(beginning, 0, length).stripLeading().toLowerCase(Locale.ROOT);
        // A stray one in a cell is told by its row; a file with many is no text.
        if (text.chars().filter(c -> c == 0).count() * 100 > text.length()) {
            throw UnreadableFileException.of("不是表格文件／not a table: CSV, .xlsx, or an HTML or XML table");
        }
        if (!text.startsWith("<")) {
            return Format.CSV;
        }
        if (text.contains("urn:schemas-microsoft-com:office:spreadsheet\"") && !text.contains("<html")) {
            return Format.XML;
        }
        boolean isHtml = text.contains("<html") || text.contains("<table") || text.contains("<!doctype html");
        if (!isHtml && text.startsWith("<?xml")) {
            return Format.XML;
        }
        return isHtml || text.contains("<head") || text.contains("<meta") ? Format.HTML : Format.CSV;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** UTF-8 with a byte order mark, because Excel reads no other as Chinese. */
    public static byte[] writeCsv(List<List<String>> rows) {
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
}
