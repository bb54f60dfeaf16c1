package cn.zhenmai.http;

import cn.zhenmai.sheet.Limits;
import cn.zhenmai.sheet.Unpacking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of an upload by name, archives unpacked within bounds that a zip bomb meets early. Blocks. */
final class UploadedFiles {

    /** Bytes of the whole request. */
    static final long LIMIT = Limits.MOST_BYTES;

    /** What a form adds around its file, in bytes. */
    static final long FORM = 64 * 1024;

    private static final int BLOCK = 16 * 1024;
    /** Bytes of a .zip's end record, and of the comment that may follow it. */
    private static final int END_RECORD = 22;

    private static final int LONGEST_COMMENT = 65_535;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Unpacking unpacking;

    /** {@code packed} bytes were received in all. */
    UploadedFiles(long packed) {
        this.unpacking = new Unpacking(packed);
    }

    UploadedFiles add(String name, byte[] bytes) {
        if (isZip(bytes)) {
            return unpack(bytes);
        }
        unpacking.bytes(bytes.length);
        put(name, bytes);
        return this;
    }

    Map<String, byte[]> byName() {
        return files;
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    UploadedFiles unpack(byte[] archive) {
        if (!isZip(archive) || !isWhole(archive)) {
            throw unreadable();
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpacking.entry();
                if (!entry.isDirectory()) {
                    put(entry.getName(), read(zip));
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw unreadable();
        }
        return this;
    }

    /** Whether its end record is there: one that breaks off in the head of an entry would read as if it ended there. */
    private static boolean isWhole(byte[] archive) {
        for (int i = archive.length - END_RECORD;
                i >= Math.max(0, archive.length - END_RECORD - LONGEST_COMMENT);
                i--) {
            if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 5 && archive[i + 3] == 6) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException unreadable() {
        return Problem.of(400, "压缩包无法读取／the archive cannot be read").exception();
    }

    private byte[] read(ZipInputStream zip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        for (int read = zip.read(block); read >= 0; read = zip.read(block)) {
            unpacking.bytes(read);
            out.write(block, 0, read);
        }
        return out.toByteArray();
    }

    private void put(String path, byte[] bytes) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        if (!name.isEmpty() && !name.startsWith(".") && !path.startsWith("__MACOSX/")) {
            if (files.putIfAbsent(name, bytes) != null) {
                throw Problem.of(400, "文件重复／file given twice: " + name).exception();
            }
        }
    }
}
