package cn.zhenmai.store.backup;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.dialect.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/** Writes every table as of one moment into one file, while the service goes on. */
public final class Backup {

    private final Connection connection;
    private final Instant now;

    private Backup(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** What was written. */
    public record Written(int tables, long rows, long sequence) {}

    /** The file is there whole and on the disk, or not at all; an existing one is replaced. */
    public static Written write(Database database, Path file, Optional<BackupKey> key, Instant now)
            throws IOException, SQLException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Manifest manifest;
        try (Connection connection = database.connect();
                OutputStream out = sealed(newFile(part), key)) {
            manifest = new Backup(connection, now).write(out);
        } catch (IOException | SQLException | RuntimeException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        long rows = manifest.tables().stream().mapToLong(Manifest.Table::rows).sum();
        return new Written(manifest.tables().size(), rows, manifest.sequence());
    }

    /** Persons are in it: for its owner only. */
    private static OutputStream newFile(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Channels.newOutputStream(channel);
    }

    private static OutputStream sealed(OutputStream out, Optional<BackupKey> key) throws IOException {
        return key.isPresent() ? new SealedOutput(out, key.get()) : out;
    }

    private Manifest write(OutputStream out) throws IOException, SQLException {
        List<String> names = Catalog.tables(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            // Before the snapshot: a piece that is emptied by age would otherwise look empty in it.
            execute("LOCK TABLE " + String.join(", ", names) + " IN ACCESS SHARE MODE");
            long sequence = sequence();
            List<Manifest.Table> tables = new ArrayList<>();
            for (String name : names) {
                tables.add(table(name, zip));
            }
            Manifest manifest =
                    new Manifest(Manifest.FORMAT, now, sequence, Catalog.migrations(connection), List.copyOf(tables));
            zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
            zip.write(Archive.JSON.writeValueAsBytes(manifest));
            zip.closeEntry();
            return manifest;
        } finally {
            connection.rollback();
        }
    }

    private Manifest.Table table(String name, ZipOutputStream zip) throws IOException, SQLException {
        List<String> columns = Catalog.columns(connection, name);
        MessageDigest digest = sha256();
        zip.putNextEntry(new ZipEntry(name + ".copy"));
        String sql = "COPY (SELECT " + String.join(", ", columns) + " FROM " + name + ") TO STDOUT";
        long rows =
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, new DigestOutputStream(zip, digest));
        zip.closeEntry();
        LocalDate[] days = Dialect.PIECED.contains(name) ? days(name) : new LocalDate[2];
        return new Manifest.Table(name, columns, rows, HexFormat.of().formatHex(digest.digest()), days[0], days[1]);
    }

    private LocalDate[] days(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT min(%1$s), max(%1$s) FROM %2$s".formatted(Dialect.PIECED_BY, table))) {
            row.next();
            return new LocalDate[] {row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)};
        }
    }

    private long sequence() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(sequence), 0) FROM journal_head")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
