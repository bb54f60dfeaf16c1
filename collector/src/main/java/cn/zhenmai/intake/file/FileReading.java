package cn.zhenmai.intake.file;

import cn.zhenmai.sheet.SheetFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One reading of a file for one target: its rows go to a taker, what is wrong with its form to the findings. */
final class FileReading {

    private final Target target;
    private final Map<String, String> mapping;
    private final Findings findings;
    private FileRows rows;
    private SheetFile.Kind kind;

    FileReading(Target target, Map<String, String> mapping, Findings findings) {
        this.target = target;
        this.mapping = mapping;
        this.findings = findings;
    }

    /** Throws {@link cn.zhenmai.sheet.UnreadableFileException}. */
    void read(byte[] bytes, FileRows.Taker taker) {
        rows = new FileRows(target, mapping, taker);
        kind = SheetFile.read(bytes, rows);
        rows.end();
        Header header = rows.header();
        if (header == null) {
            findings.problem(0, null, "没有找到表头：前 30 行都没有认识的列名／no header among the first 30 rows");
        } else if (!header.missing(target).isEmpty()) {
            for (Column column : header.missing(target)) {
                findings.problem(0, column.name(), "缺少列「" + column.zh() + "」／missing column " + column.name());
            }
        } else if (rows.rows() == 0) {
            findings.problem(0, null, "表头以下没有数据／no rows below the header");
        }
    }

    /** A file without a header that is none of ours, such as a grid. */
    void grid(SheetFile.Kind read) {
        kind = read;
    }

    Report report(int read, Map<String, Integer> counts, List<Report.Held> sessions, int sessionCount) {
        Header header = rows == null ? null : rows.header();
        return new Report(
                kind.format().name(),
                kind.encoding(),
                kind.sheet(),
                header == null ? 0 : header.row(),
                headings(header),
                read,
                Math.max(0, read - findings.badRows()),
                findings.problems(),
                findings.problemCount(),
                counts,
                findings.preview(),
                sessions,
                sessionCount);
    }

    int rows() {
        return rows.rows();
    }

    private List<Report.Heading> headings(Header header) {
        List<Report.Heading> headings = new ArrayList<>();
        for (int i = 0; header != null && i < header.names().size(); i++) {
            Column column = header.columns().get(i);
            if (!header.names().get(i).isEmpty()) {
                headings.add(new Report.Heading(header.names().get(i), column == null ? null : column.name()));
            }
        }
        return headings;
    }

    /** The mapping that a try used, for the next file of the source. */
    static Map<String, String> mapping(Report report) {
        return report.columns().stream()
                .collect(Collectors.toMap(
                        Report.Heading::header,
                        heading -> heading.column() == null ? Header.IGNORED : heading.column(),
                        (first, second) -> first));
    }
}
