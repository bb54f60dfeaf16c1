package cn.zhenmai.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks through an .xlsx before it is read, by the same directory that the reader will use, and keeps nothing of it: how much it
 * unpacks to, whether it declares a document type, and whether any text or the table of shared texts would outgrow memory.
 */
final class XlsxCheck {

    private static final int BLOCK = 16 << 10;
    /** Bytes between two tags: the longest cell in UTF-8, with entities, and then some. */
    private static final int LONGEST_TEXT = 512 << 10;
    /** Tags in the table of shared texts; a text has at least four. */
    private static final int MOST_SHARED_TAGS = 6_000_000;
    /** Of ZIP's methods only these are needed, and only these are understood by everything that writes .xlsx. */
    private static final Set<Integer> METHODS = Set.of(0, 8);

    private static final byte[] DOCTYPE = {'<', '!', 'd', 'o', 'c', 't', 'y', 'p', 'e'};

    private XlsxCheck() {}

    /** Whether the workbook has formats of cells; some writers leave them out. */
    static boolean hasFormats(byte[] bytes) {
        Unpacking unpacking = new Unpacking(bytes.length);
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel(bytes);
                ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            boolean isWorkbook = false;
            boolean hasFormats = false;
            while (entries.hasMoreElements()) {
                unpacking.entry();
                ZipArchiveEntry entry = entries.nextElement();
                if (!METHODS.contains(entry.getMethod())
                        || entry.getGeneralPurposeBit().usesEncryption()) {
                    throw XlsxRows.broken();
                }
                isWorkbook |= entry.getName().endsWith("workbook.xml");
                hasFormats |= entry.getName().endsWith("/styles.xml");
                look(zip, entry, unpacking);
            }
            if (!isWorkbook) {
                throw UnreadableFileException.of("压缩包里没有工作簿／no workbook in the archive");
            }
            return hasFormats;
        } catch (IOException | IllegalArgumentException broken) {
            throw XlsxRows.broken();
        }
    }

    private static void look(ZipFile zip, ZipArchiveEntry entry, Unpacking unpacking) throws IOException {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
        Look look = new Look(name.contains("sharedstrings"));
        byte[] block = new byte[BLOCK];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                unpacking.bytes(read);
                if (isXml) {
                    look.at(block, read);
                }
            }
        }
    }

    /** Reads over the bytes of one XML part; zeros between them are UTF-16 and are skipped. */
    private static final class Look {
        private final boolean isShared;
        private int matched;
        private int sinceTag;
        private int tags;

        Look(boolean isShared) {
            this.isShared = isShared;
        }

        void at(byte[] block, int length) {
            for (int i = 0; i < length; i++) {
                byte b = block[i];
                if (b != 0) {
                    at(b);
                }
            }
        }

        private void at(byte b) {
            sinceTag++;
            if (b == '<') {
                matched = 1;
                sinceTag = 0;
                tags++;
            } else if (matched > 0) {
                byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
                matched = DOCTYPE[matched] == lower ? matched + 1 : 0;
                if (matched == DOCTYPE.length) {
                    throw XlsxRows.documentType();
                }
            }
            if (sinceTag > LONGEST_TEXT) {
                throw UnreadableFileException.tooLarge("单元格内容过长／a cell's text is too long");
            }
            if (isShared && tags > MOST_SHARED_TAGS) {
                throw UnreadableFileException.tooLarge("文字过多／too many texts");
            }
        }
    }
}
