package cn.zhenmai.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** Rows of the first visible sheet of an .xlsx that has any, streamed. The archive has been looked through by {@link XlsxCheck}. */
final class XlsxRows {

    private final boolean since1904;
    private final BoundedSink rows;
    private boolean any;

    private XlsxRows(boolean since1904, RowSink sink) {
        this.since1904 = since1904;
        this.rows = new BoundedSink((number, cells) -> {
            any = true;
            sink.row(number, cells);
        });
    }

    /** Returns the sheet's name. */
    static String read(byte[] bytes, RowSink sink) throws IOException {
        // A cell of an unknown kind is an error value, not the end.
        ReadingOptions options = new ReadingOptions(XlsxCheck.hasFormats(bytes), true);
        try (ReadableWorkbook workbook = open(bytes, options)) {
            List<Sheet> sheets = workbook.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .toList();
            for (Sheet sheet : sheets) {
                XlsxRows reading = new XlsxRows(workbook.isDate1904(), sink);
                reading.read(sheet);
                if (reading.any) {
                    return sheet.getName();
                }
            }
            return sheets.isEmpty() ? "" : sheets.get(0).getName();
        }
    }

    private static ReadableWorkbook open(byte[] bytes, ReadingOptions options) {
        return whole(() -> {
            try {
                return new ReadableWorkbook(new ByteArrayInputStream(bytes), options);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private static Stream<Row> open(Sheet sheet) {
        return whole(() -> {
            try {
                return sheet.openStream();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    /** The libraries below say by many kinds of exceptions that a file is broken; what the sink throws is not asked here. */
    private static <T> T whole(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException broken) {
            throw broken();
        }
    }

    static UnreadableFileException broken() {
        return UnreadableFileException.of("xlsx 文件已损坏，请重新另存／the .xlsx file is broken; save it again");
    }

    static UnreadableFileException documentType() {
        return UnreadableFileException.of("文件含有 DTD 声明，不予读取／the file declares a document type (DTD), which is refused");
    }

    private void read(Sheet sheet) {
        try (Stream<Row> stream = open(sheet)) {
            Iterator<Row> each = stream.iterator();
            while (whole(each::hasNext)) {
                Row row = whole(each::next);
                for (int i = 0; i < row.getCellCount(); i++) {
                    Cell cell = row.getCell(i);
                    rows.at(i, cell == null ? "" : whole(() -> text(cell)));
                }
                rows.endRow(row.getRowNum());
            }
        }
    }

    private String text(Cell cell) {
        String raw = cell.getRawValue();
        boolean isNumber = cell.getType() == CellType.NUMBER
                || cell.getType() == CellType.FORMULA && cell.getValue() instanceof Number;
        if (isNumber && raw != null) {
            return Numbers.text(raw, cell.getDataFormatString(), since1904);
        }
        String text = cell.getType() == CellType.FORMULA || cell.getType() == CellType.ERROR ? raw : cell.getText();
        return text == null ? "" : text;
    }
}
