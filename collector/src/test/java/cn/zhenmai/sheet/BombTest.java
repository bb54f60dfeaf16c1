package cn.zhenmai.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to be too much: each is refused by the bound that it breaks, and before it is in memory. */
class BombTest {

    private static final RowSink NOWHERE = (number, cells) -> {};
    private static final String NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String SHEET = "<worksheet xmlns=\"" + NAMESPACE + "\"><sheetData>%s</sheetData></worksheet>";

    /** What writes a part of any length without holding it. */
    private interface Part {
        void write(OutputStream out) throws IOException;
    }

    private static Part text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Part repeated(String before, String text, int times, String after) {
        return out -> {
            out.write(before.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < times; i++) {
                out.write(bytes);
            }
            out.write(after.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Map<String, Part> workbook() {
        Map<String, Part> parts = new LinkedHashMap<>();
        String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        parts.put(
                "[Content_Types].xml",
                text("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + types
                        + "sharedStrings+xml\"/></Types>"));
        parts.put(
                "xl/_rels/workbook.xml.rels",
                text(
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
                                + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\""
                                + " Target=\"worksheets/sheet1.xml\"/></Relationships>"));
        parts.put(
                "xl/workbook.xml",
                text("<workbook xmlns=\"" + NAMESPACE
                        + "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                        + "<sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
        parts.put("xl/sharedStrings.xml", text("<sst xmlns=\"" + NAMESPACE + "\"><si><t>学号</t></si></sst>"));
        parts.put(
                "xl/worksheets/sheet1.xml",
                text(SHEET.formatted("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")));
        return parts;
    }

    private static byte[] zip(Map<String, Part> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                part.getValue().write(zip);
            }
        }
        return bytes.toByteArray();
    }

    /** Bytes that do not pack, so that only the bound in question is broken. */
    private static Part noise(int length) {
        return out -> {
            byte[] bytes = new byte[length];
            new Random(1).nextBytes(bytes);
            out.write(bytes);
        };
    }

    private static void assertTooLarge(byte[] bytes, String says) {
        assertThatThrownBy(() -> assertThat(SheetFile.read(bytes, NOWHERE)).isNull())
                .isInstanceOfSatisfying(
                        UnreadableFileException.class,
                        refused -> assertThat(refused.isTooLarge()).isTrue())
                .hasMessageContaining(says);
    }

    @Test
    void the_workbook_that_the_bombs_are_made_of_is_read_as_long_as_it_is_none() throws IOException {
        assertThat(SheetFile.rows(zip(workbook()))).containsExactly(java.util.List.of("学号"));
    }

    @Test
    void a_ratio_over_a_hundred_is_refused_in_whatever_part_it_hides() throws IOException {
        Map<String, Part> parts = workbook();
        parts.put("xl/media/image1.png", repeated("", "\0".repeat(1024), 10_000, ""));
        assertTooLarge(zip(parts), "100");
    }

    @Test
    void more_than_200_megabytes_are_refused_though_each_part_is_small() throws IOException {
        Map<String, Part> parts = workbook();
        parts.put("noise", noise(3 << 20));
        for (int i = 0; i < 21; i++) {
            parts.put("xl/media/" + i, repeated("", "0123456789abcdef".repeat(64), 10_240, ""));
        }
        assertTooLarge(zip(parts), "200 MB");
    }

    @Test
    void more_than_a_thousand_entries_are_refused() throws IOException {
        Map<String, Part> parts = workbook();
        for (int i = 0; i < 1_000; i++) {
            parts.put("e" + i, text(""));
        }
        assertTooLarge(zip(parts), "1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"})
    void a_document_type_is_refused_in_every_part(String part) throws IOException {
        for (String type : new String[] {
            "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]>",
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
            "<!doctype a>"
        }) {
            Map<String, Part> parts = workbook();
            Part plain = parts.get(part);
            parts.put(part, out -> {
                out.write(("<?xml version=\"1.0\"?>" + type).getBytes(StandardCharsets.UTF_8));
                plain.write(out);
            });
            byte[] bytes = zip(parts);
            assertThatThrownBy(() -> assertThat(SheetFile.read(bytes, NOWHERE)).isNull())
                    .hasMessageContaining("DTD");
        }
    }

    @Test
    void a_document_type_is_found_in_utf16_too_and_in_an_xml_table() throws IOException {
        Map<String, Part> parts = workbook();
        parts.put("xl/styles.xml", out -> out.write("<!DOCTYPE a>".getBytes(StandardCharsets.UTF_16)));
        byte[] bytes = zip(parts);
        assertThatThrownBy(() -> assertThat(SheetFile.read(bytes, NOWHERE)).isNull())
                .hasMessageContaining("DTD");
        String xml = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>&x;</Data>"
                + "</Cell></Row></Table></Worksheet></Workbook>";
        assertThatThrownBy(() -> assertThat(SheetFile.read(xml.getBytes(StandardCharsets.UTF_8), NOWHERE))
                        .isNull())
                .hasMessageContaining("DTD");
    }

    @Test
    void a_broken_archive_is_refused_wherever_it_is_cut_or_turned() throws IOException {
        byte[] whole = zip(workbook());
        Random random = new Random(3);
        for (int run = 0; run < 300; run++) {
            byte[] broken = run % 2 == 0 ? Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4)) : whole.clone();
            if (run % 2 == 1) {
                broken[4 + random.nextInt(whole.length - 4)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                SheetFile.Kind kind = SheetFile.read(broken, NOWHERE);
                assertThat(kind.format()).isEqualTo(SheetFile.Format.XLSX);
            } catch (UnreadableFileException refused) {
                assertThat(refused.getMessage()).as("run %d", run).contains("／");
            }
        }
    }

    @Test
    void a_million_cells_are_read_one_row_at_a_time() throws IOException {
        Map<String, Part> parts = workbook();
        parts.put("xl/worksheets/sheet1.xml", out -> {
            out.write(SHEET.replace("%s</sheetData></worksheet>", "").getBytes(StandardCharsets.UTF_8));
            for (int row = 1; row <= 100_000; row++) {
                StringBuilder cells = new StringBuilder("<row r=\"" + row + "\">");
                for (int column = 0; column < 10; column++) {
                    cells.append("<c r=\"").append((char) ('A' + column)).append(row);
                    cells.append("\"><v>").append(row * 31L + column * 7919L).append("</v></c>");
                }
                out.write(cells.append("</row>").toString().getBytes(StandardCharsets.UTF_8));
            }
            out.write("</sheetData></worksheet>".getBytes(StandardCharsets.UTF_8));
        });
        long[] seen = new long[2];
        SheetFile.Kind kind = SheetFile.read(zip(parts), (number, cells) -> {
            seen[0] += cells.size();
            seen[1] = Math.max(seen[1], number);
        });
        assertThat(kind.format()).isEqualTo(SheetFile.Format.XLSX);
        assertThat(seen).containsExactly(1_000_000, 100_000);
    }

    @Test
    void rows_columns_cells_and_texts_have_bounds_in_every_format() throws IOException {
        assertTooLarge("a\n".repeat(200_001).getBytes(StandardCharsets.UTF_8), "200000");
        assertTooLarge((",".repeat(500) + "a").getBytes(StandardCharsets.UTF_8), "500");
        assertTooLarge(new byte[(20 << 20) + 1], "20 MB");
        assertTooLarge(("<table><tr><td>" + "x".repeat(40_000)).getBytes(StandardCharsets.UTF_8), "32767");
        assertThatThrownBy(() -> SheetFile.rows(("a,\"" + "x".repeat(40_000) + "\"").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableFileException.class);

        Map<String, Part> wide = workbook();
        wide.put(
                "xl/worksheets/sheet1.xml",
                text(SHEET.formatted("<row r=\"1\"><c r=\"XFD1\" t=\"s\"><v>0</v></c></row>")));
        assertTooLarge(zip(wide), "500");

        Map<String, Part> gaps = workbook();
        gaps.put("noise", noise(2 << 20));
        gaps.put(
                "xl/worksheets/sheet1.xml",
                repeated(
                        SHEET.formatted("").replace("</sheetData></worksheet>", ""),
                        "<row><c r=\"SF1\"><v>1</v></c></row>",
                        20_000,
                        "</sheetData></worksheet>"));
        assertTooLarge(zip(gaps), "800 万");

        Map<String, Part> longText = workbook();
        longText.put("noise", noise(2 << 20));
        longText.put(
                "xl/sharedStrings.xml",
                repeated("<sst xmlns=\"" + NAMESPACE + "\"><si><t>", "x".repeat(10_000), 200, "</t></si></sst>"));
        assertTooLarge(zip(longText), "过长");

        Map<String, Part> manyTexts = workbook();
        manyTexts.put("noise", noise(2 << 20));
        manyTexts.put(
                "xl/sharedStrings.xml",
                repeated("<sst xmlns=\"" + NAMESPACE + "\">", "<si><t/></si>".repeat(1_000), 2_100, "</sst>"));
        assertTooLarge(zip(manyTexts), "过多");
    }
}
