package cn.zhenmai.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same rows out of every kind of file, and what a person sees in a cell. */
class SheetFileTest {

    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final List<List<String>> ROWS =
            List.of(List.of("学号", "姓名"), List.of("007", "欧阳䶮"), List.of("", "单\"引\"号"));

    private record Read(SheetFile.Kind kind, List<List<String>> rows) {}

    private static Read read(byte[] bytes) {
        List<List<String>> rows = new ArrayList<>();
        return new Read(SheetFile.read(bytes, (number, cells) -> rows.add(List.copyOf(cells))), rows);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void text_is_read_by_its_mark_else_as_strict_utf8_else_as_gb18030_and_says_which() {
        String csv = "学号,姓名\r\n007,欧阳䶮\r\n,\"单\"\"引\"\"号\"\r\n";
        assertThat(read(bytes(csv))).isEqualTo(new Read(kind("UTF-8"), ROWS));
        assertThat(read(bytes("\uFEFF" + csv))).isEqualTo(new Read(kind("UTF-8 (BOM)"), ROWS));
        assertThat(read(csv.getBytes(CHINESE))).isEqualTo(new Read(kind("GB18030"), ROWS));
        assertThat(read(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new Read(kind("UTF-16LE"), ROWS));
        assertThat(read(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(new Read(kind("UTF-16BE"), ROWS));
        assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xFF, (byte) 0xFF, '\n'}))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("GB18030");
    }

    private static SheetFile.Kind kind(String encoding) {
        return new SheetFile.Kind(SheetFile.Format.CSV, encoding, null);
    }

    @Test
    void tabs_and_semicolons_separate_where_the_first_line_says_so() {
        assertThat(read(bytes("学号\t姓名,字\n007\t欧阳\n")).rows())
                .containsExactly(List.of("学号", "姓名,字"), List.of("007", "欧阳"));
        assertThat(read(bytes("学号;姓名\n007;欧阳\n")).rows()).containsExactly(List.of("学号", "姓名"), List.of("007", "欧阳"));
    }

    @Test
    void a_broken_csv_names_the_row() {
        assertThatThrownBy(() -> read(bytes("a,b\nc,\"d"))).hasMessageContaining("第 2 行");
    }

    @Test
    void a_workbook_gives_numbers_as_they_are_seen() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet empty = workbook.newWorksheet("空");
            empty.value(0, 0, "");
            Worksheet sheet = workbook.newWorksheet("名单");
            sheet.value(0, 0, "学号");
            sheet.value(0, 4, "日期");
            sheet.value(2, 0, 2025010101234L);
            sheet.value(2, 1, 7);
            sheet.style(2, 1).format("00000").set();
            sheet.value(2, 2, 0.1 + 0.2);
            sheet.value(2, 3, true);
            sheet.value(2, 4, LocalDate.of(2026, 9, 1));
            sheet.style(2, 4).format("yyyy-mm-dd").set();
            sheet.value(2, 5, 46266.4375);
            sheet.style(2, 5).format("yyyy/m/d h:mm").set();
            sheet.value(2, 6, "  带空格　");
            sheet.value(2, 7, 85.5);
            sheet.style(2, 7).format("#,##0.00").set();
        }
        List<Integer> numbers = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        SheetFile.Kind kind = SheetFile.read(out.toByteArray(), (number, cells) -> {
            numbers.add(number);
            rows.add(List.copyOf(cells));
        });
        assertThat(kind).isEqualTo(new SheetFile.Kind(SheetFile.Format.XLSX, null, "名单"));
        assertThat(numbers).containsExactly(1, 3);
        assertThat(rows.get(0)).containsExactly("学号", "", "", "", "日期");
        assertThat(rows.get(1))
                .containsExactly(
                        "2025010101234", "00007", "0.3", "true", "2026-09-01", "2026-09-01 10:30", "带空格", "85.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2.025010101E9|-|2025010101",
                "2025010101|General|2025010101",
                "7|000000|000007",
                "1234567|000|1234567",
                "46266|yyyy\"年\"m\"月\"d\"日\"|2026-09-01",
                "46266|[$-804]aaaa|46266",
                "0.4375|h:mm|10:30",
                "3.0|-|3",
                "98.600000000000009|0.0|98.6",
                "1E400|-|1E400",
                "#N/A|-|#N/A",
            })
    void a_number_is_written_as_its_format_shows_it(String raw, String format, String text) {
        assertThat(Numbers.text(raw, format, false)).isEqualTo(text);
    }

    @Test
    void a_page_behind_the_name_xls_is_read_as_its_tables() {
        String page = """
                <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312><style>td{a:b}</style></head>
                <body><!-- <td>no</td> --><table><tr><th colspan=2>名单</th></tr>
                <TR><TD class='x y' title="a>b">学号</TD><TD>姓名</TD><td rowspan=2>备注</td></TR>
                <tr><td>007</td><td>欧&nbsp;阳<br/>二 行 &lt;&#20013;&#x6587;&gt;</td><td>末</td></tr></table></body></html>""";
        Read read = read(page.getBytes(CHINESE));
        assertThat(read.kind()).isEqualTo(new SheetFile.Kind(SheetFile.Format.HTML, "GB18030", null));
        assertThat(read.rows())
                .containsExactly(List.of("名单"), List.of("学号", "姓名", "备注"), List.of("007", "欧 阳\n二 行 <中文>", "", "末"));
    }

    @Test
    void an_xml_table_behind_the_name_xls_is_read_with_its_gaps() {
        String xml = """
                <?xml version="1.0" encoding="gb2312"?><?mso-application progid="Excel.Sheet"?>
                <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
                <Worksheet ss:Name="a"><Table/></Worksheet>
                <Worksheet ss:Name="b"><Table><Row ss:Index="2"><Cell><Data ss:Type="String">学号</Data></Cell>
                <Cell ss:Index="4"><Data ss:Type="DateTime">2026-09-01T00:00:00.000</Data></Cell></Row>
                <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">0&amp;<B>7</B></Data></Cell><Cell><Data ss:Type="Number">3</Data></Cell>
                </Row></Table></Worksheet><Worksheet ss:Name="c"><Table><Row><Cell><Data>x</Data></Cell></Row></Table></Worksheet></Workbook>""";
        Read read = read(bytes(xml));
        assertThat(read.kind().format()).isEqualTo(SheetFile.Format.XML);
        assertThat(read.rows()).containsExactly(List.of("学号", "", "", "2026-09-01"), List.of("0&7", "", "3"));
    }

    @Test
    void a_binary_workbook_is_refused_with_the_way_out() {
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        assertThatThrownBy(() -> read(old)).hasMessageContaining("另存为 .xlsx").hasMessageContaining("save as .xlsx");
        assertThatThrownBy(() -> read(bytes("%PDF-1.7"))).hasMessageContaining("PDF");
        assertThatThrownBy(() -> read(new byte[] {'a', 0, 'b', 0})).hasMessageContaining("不是表格");
    }

    @Test
    void nothing_is_nothing_and_no_error() {
        assertThat(read(new byte[0]).rows()).isEmpty();
        assertThat(read(bytes("\n\n , ,\n")).rows()).isEmpty();
    }

    @Test
    void what_was_written_is_read_back() {
        assertThat(read(SheetFile.writeCsv(ROWS)).rows()).isEqualTo(ROWS);
    }
}
