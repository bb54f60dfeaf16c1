package cn.zhenmai.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of all tables of an HTML page, as exports write them under the name .xls. A tolerant tokenizer: tags that it doesn't know count
 * for nothing, a line break in a cell is one, colspan and rowspan leave empty cells, a table in a cell is part of its text.
 */
final class HtmlRows {

    private static final int LONGEST_TAG = 64 << 10;
    private static final Map<String, String> ENTITIES = Map.of(
            "nbsp", " ", "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "middot", "·", "mdash", "—",
            "ensp", " ", "emsp", " ");

    private final PushbackReader in;
    private final BoundedSink rows;
    /** Rows that a cell above still reaches into, by column. */
    private final int[] reaching = new int[Limits.MOST_COLUMNS];

    private int number;
    private int column;
    private int depth;
    private boolean isRow;
    private StringBuilder cell;
    private int colspan;
    private int rowspan;

    private HtmlRows(Reader in, RowSink sink) {
        this.in = new PushbackReader(new BufferedReader(in));
        this.rows = new BoundedSink(sink);
    }

    static void read(byte[] bytes, Encoding encoding, RowSink sink) throws IOException {
        try (Reader text = encoding.reader(bytes)) {
            new HtmlRows(text, sink).read();
        }
    }

    private void read() throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '<') {
                tag();
            } else if (cell != null) {
                append(
                        cell,
                        c == '&' ? entity() : c == '\n' || c == '\r' || c == '\t' ? " " : String.valueOf((char) c));
            }
        }
        endRow();
    }

    static void append(StringBuilder cell, String text) {
        if (cell.length() + text.length() > Limits.LONGEST_CELL) {
            throw UnreadableFileException.tooLarge("单元格超过 32767 字／a cell of more than 32,767 characters");
        }
        cell.append(text);
    }

    private void tag() throws IOException {
        int first = in.read();
        if (first == '!') {
            comment();
            return;
        }
        StringBuilder text = new StringBuilder();
        char quote = 0;
        for (int c = first; c >= 0 && (quote != 0 || c != '>'); c = in.read()) {
            if (text.length() > LONGEST_TAG) {
                throw UnreadableFileException.of("HTML 表格已损坏／the HTML table is broken");
            }
            text.append((char) c);
            boolean opens = quote == 0 && (c == '"' || c == '\'') && text.indexOf("=") > 0;
            quote = opens ? (char) c : c == quote ? 0 : quote;
        }
        String tag = text.toString();
        String name =
                tag.split("[\\s/>]", tag.startsWith("/") ? 3 : 2)[tag.startsWith("/") ? 1 : 0].toLowerCase(Locale.ROOT);
        if (tag.startsWith("/")) {
            close(name);
        } else {
            open(name, tag);
        }
    }

    /** Comments and declarations; a plain HTML document type says nothing that would be followed. */
    private void comment() throws IOException {
        int a = in.read();
        int b = in.read();
        boolean isComment = a == '-' && b == '-';
        int c = isComment ? in.read() : b;
        for (int dashes = 0; c >= 0 && !(c == '>' && (dashes >= 2 || !isComment)); c = in.read()) {
            dashes = c == '-' ? dashes + 1 : 0;
        }
    }

    private void open(String name, String tag) throws IOException {
        switch (name) {
            case "script", "style" -> skipTo("</" + name);
            case "table" -> depth++;
            case "tr" -> {
                if (depth <= 1) {
                    endRow();
                    isRow = true;
                }
            }
            case "td", "th" -> {
                if (depth <= 1) {
                    endCell();
                    isRow = true;
                    cell = new StringBuilder();
                    colspan = span(tag, "colspan");
                    rowspan = span(tag, "rowspan");
                }
            }
            case "br", "p", "div" -> {
                if (cell != null && !cell.isEmpty()) {
                    append(cell, "\n");
                }
            }
            default -> {}
        }
    }

    private void close(String name) {
        switch (name) {
            case "td", "th" -> {
                if (depth <= 1) {
                    endCell();
                }
            }
            case "tr" -> {
                if (depth <= 1) {
                    endRow();
                }
            }
            case "table" -> {
                if (depth <= 1) {
                    endRow();
                    java.util.Arrays.fill(reaching, 0);
                }
                depth = Math.max(0, depth - 1);
            }
            default -> {}
        }
    }

    private void endCell() {
        if (cell == null) {
            return;
        }
        while (column < reaching.length && reaching[column] > 0) {
            reaching[column]--;
            column++;
        }
        rows.at(column, cell.toString().replaceAll(" *\n *", "\n").strip());
        for (int i = 0; i < colspan && column < reaching.length; i++) {
            reaching[column++] = rowspan - 1;
        }
        cell = null;
    }

    private void endRow() {
        endCell();
        if (isRow) {
            for (; column < reaching.length; column++) {
                reaching[column] = Math.max(0, reaching[column] - 1);
            }
            rows.endRow(++number);
        }
        column = 0;
        isRow = false;
    }

    private static int span(String tag, String name) {
        java.util.regex.Matcher found = java.util.regex.Pattern.compile("(?i)\\b" + name + "\\s*=\\s*[\"']?(\\d{1,3})")
                .matcher(tag);
        return found.find() ? Math.max(1, Integer.parseInt(found.group(1))) : 1;
    }

    private String entity() throws IOException {
        StringBuilder name = new StringBuilder();
        int c = in.read();
        while (c >= 0 && name.length() < 10 && (Character.isLetterOrDigit(c) || c == '#')) {
            name.append((char) c);
            c = in.read();
        }
        if (c != ';') {
            if (c >= 0) {
                in.unread(c);
            }
            return "&" + name;
        }
        String known = ENTITIES.get(name.toString().toLowerCase(Locale.ROOT));
        return known != null ? known : numeric(name.toString());
    }

    private static String numeric(String name) {
        boolean isHex = name.matches("#[xX][0-9a-fA-F]{1,6}");
        if (!isHex && !name.matches("#\\d{1,7}")) {
            return "&" + name + ";";
        }
        int point = isHex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
        return Character.isValidCodePoint(point) && point != 0 ? Character.toString(point) : "";
    }

    private void skipTo(String end) throws IOException {
        int matched = 0;
        for (int c = in.read(); c >= 0 && matched < end.length(); c = in.read()) {
            boolean fits = Character.toLowerCase(c) == end.charAt(matched);
            matched = fits ? matched + 1 : c == '<' ? 1 : 0;
        }
    }
}
