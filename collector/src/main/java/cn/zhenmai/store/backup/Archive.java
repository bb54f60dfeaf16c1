package cn.zhenmai.store.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A backup's file, read from front to end as often as asked. */
record Archive(Path file, Optional<BackupKey> key) {

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** One entry; not to be kept. */
    interface Visitor {
        void visit(String entry, InputStream content) throws IOException;
    }

    void read(Visitor visitor) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(open())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                visitor.visit(entry.getName(), zip);
                zip.closeEntry();
            }
        }
    }

    private InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(Segments.MARK.length);
        boolean isSealed = Arrays.equals(in.readNBytes(Segments.MARK.length), Segments.MARK);
        if (!isSealed) {
            in.reset();
            return in;
        }
        if (key.isEmpty()) {
            in.close();
            throw new IOException(
                    "备份已加密，需要 ZHENMAI_BACKUP_KEY_FILE／the backup is encrypted and needs ZHENMAI_BACKUP_KEY_FILE");
        }
        return new SealedInput(in, key.get());
    }

    /** Reads all of it and proves every table against the manifest. */
    Manifest verify() throws IOException {
        Map<String, String> sums = new HashMap<>();
        Map<String, Manifest> manifests = new HashMap<>();
        read((entry, content) -> {
            if (entry.equals(Manifest.ENTRY)) {
                manifests.put(entry, JSON.readValue(content.readAllBytes(), Manifest.class));
            } else {
                MessageDigest digest = Backup.sha256();
                DigestInputStream summed = new DigestInputStream(content, digest);
                long unused = summed.transferTo(OutputStream.nullOutputStream());
                sums.put(entry, HexFormat.of().formatHex(digest.digest()));
            }
        });
        Manifest manifest = manifests.get(Manifest.ENTRY);
        if (manifest == null || manifest.format() != Manifest.FORMAT) {
            throw new IOException("不是完整的备份文件／not a whole backup: " + file);
        }
        List<String> damaged = manifest.tables().stream()
                .filter(table -> !table.sha256().equals(sums.get(table.entry())))
                .map(Manifest.Table::name)
                .toList();
        if (!damaged.isEmpty()) {
            throw new IOException("校验和不符／checksums do not fit: " + String.join(", ", damaged));
        }
        return manifest;
    }
}
