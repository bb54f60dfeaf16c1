package cn.zhenmai.sheet;

import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Rows of the first worksheet of "XML Spreadsheet 2003", which many systems export under the name .xls. */
final class SpreadsheetMlRows {

    private static final String SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet";
    /** The JDK's own, whatever else is on the class path; no document type, no entity from outside. */
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, false);
    }

    private final XMLStreamReader xml;
    private final BoundedSink rows;
    private int row;
    private int column;
    private boolean filledSheet;

    private SpreadsheetMlRows(XMLStreamReader xml, RowSink sink) {
        this.xml = xml;
        this.rows = new BoundedSink(sink);
    }

    static void read(byte[] bytes, Encoding encoding, RowSink sink) throws IOException {
        try (Reader text = encoding.reader(bytes)) {
            new SpreadsheetMlRows(FACTORY.createXMLStreamReader(text), sink).read();
        } catch (XMLStreamException broken) {
            throw UnreadableFileException.of("XML 表格已损坏／the XML table is broken");
        }
    }

    private void read() throws XMLStreamException {
        while (xml.hasNext() && !filledSheet) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw XlsxRows.documentType();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                start(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("Row")) {
                rows.endRow(row);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("Worksheet")) {
                filledSheet = row > 0;
            }
        }
    }

    private void start(String name) throws XMLStreamException {
        switch (name) {
            case "Row" -> {
                row = index(row + 1);
                column = -1;
            }
            case "Cell" -> cell();
            default -> {}
        }
    }

    private void cell() throws XMLStreamException {
        column = index(column + 2) - 1;
        int merged = number(xml.getAttributeValue(SPREADSHEET, "MergeAcross"), 0);
        StringBuilder text = new StringBuilder();
        String type = null;
        int depth = 0;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT || depth > 0; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                type = xml.getLocalName().equals("Data") ? xml.getAttributeValue(SPREADSHEET, "Type") : type;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                HtmlRows.append(text, xml.getText());
            }
        }
        String value = text.toString();
        rows.at(column, "DateTime".equals(type) ? Numbers.isoDateTime(value) : value);
        column += merged;
    }

    /** The element's ss:Index, or where it follows by itself; never back. */
    private int index(int following) {
        int told = number(xml.getAttributeValue(SPREADSHEET, "Index"), following);
        return Math.max(told, following);
    }

    private static int number(String text, int otherwise) {
        return text != null && text.matches("\\d{1,7}") ? Integer.parseInt(text) : otherwise;
    }
}
