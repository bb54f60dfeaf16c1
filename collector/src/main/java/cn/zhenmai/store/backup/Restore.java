package cn.zhenmai.store.backup;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.dialect.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Fills an empty, migrated store from a backup, on whichever server: all of it in one transaction, every table proven by checksum and
 * row count. The copy is not armed: it sends no mail.
 */
public final class Restore {

    /** Derived: where the other server keeps them otherwise they are summed up anew. */
    private static final List<String> ROLL_UPS =
            List.of("attendance_class_day", "attendance_student_week", "attendance_college_week", "roll_up");

    private final Connection connection;
    private final Dialect dialect;
    private final Manifest manifest;
    private final List<String> here;

    private Restore(Connection connection, Dialect dialect, Manifest manifest) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.manifest = manifest;
        this.here = Catalog.tables(connection);
    }

    /** Reads the whole file and proves it, without a database; throws {@link IOException} with what is wrong. */
    public static Backup.Written verify(Path file, Optional<BackupKey> key) throws IOException {
        return written(new Archive(file, key).verify());
    }

    /** Throws {@link IllegalStateException} where the store or the file can't be used; then nothing has changed. */
    public static Backup.Written run(Database database, Path file, Optional<BackupKey> key, Instant now)
            throws IOException, SQLException {
        Archive archive = new Archive(file, key);
        Manifest manifest = archive.verify();
        database.<Void>inTransaction(c -> {
            Restore restore = new Restore(c, database.dialect(c), manifest);
            restore.requireSameSchema();
            restore.requireEmpty();
            try {
                restore.load(archive);
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable.getMessage(), unreadable);
            }
            restore.disarm(now);
            return null;
        });
        database.analyze();
        return written(manifest);
    }

    private static Backup.Written written(Manifest manifest) {
        long rows = manifest.tables().stream().mapToLong(Manifest.Table::rows).sum();
        return new Backup.Written(manifest.tables().size(), rows, manifest.sequence());
    }

    private void requireSameSchema() throws SQLException {
        if (!Catalog.migrations(connection).equals(manifest.migrations())) {
            throw new IllegalStateException(
                    "备份来自另一版本，请用同一版本恢复后再升级／the backup is of another version: restore it with that one, then upgrade");
        }
    }

    private void requireEmpty() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM journal)")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new IllegalStateException(
                        "目标库不是空的／the store is not empty; restore into an empty home or database");
            }
        }
    }

    private void load(Archive archive) throws IOException, SQLException {
        Map<String, Manifest.Table> byEntry =
                manifest.tables().stream().collect(Collectors.toMap(Manifest.Table::entry, Function.identity()));
        execute("TRUNCATE " + String.join(", ", here));
        boolean areRollUpsKept = here.containsAll(ROLL_UPS)
                && manifest.tables().stream().map(Manifest.Table::name).toList().containsAll(ROLL_UPS);
        archive.read((entry, content) -> {
            Manifest.Table table = byEntry.get(entry);
            if (table != null && (areRollUpsKept || !ROLL_UPS.contains(table.name()))) {
                try {
                    load(table, content);
                } catch (SQLException e) {
                    throw new IOException(table.name() + ": " + e.getMessage(), e);
                }
            }
        });
    }

    private void load(Manifest.Table table, InputStream content) throws IOException, SQLException {
        if (table.firstOn() != null) {
            dialect.makeRoom(connection, months(table.firstOn(), table.lastOn()));
        }
        String sql = "COPY " + table.name() + " (" + String.join(", ", table.columns()) + ") FROM STDIN";
        long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, content);
        if (rows != table.rows()) {
            throw new IOException(table.name() + ": " + rows + " rows instead of " + table.rows());
        }
        goOnCounting(table.name());
    }

    private static List<LocalDate> months(LocalDate first, LocalDate last) {
        return Stream.iterate(first.withDayOfMonth(1), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .toList();
    }

    /** Numbers that the server gives out go on after the greatest that is there. */
    private void goOnCounting(String table) throws SQLException {
        String sql = "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attidentity <> ''";
        List<String> counted = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counted.add(row.getString(1));
                }
            }
        }
        for (String column : counted) {
            execute(
                    "SELECT setval(pg_get_serial_sequence('%1$s', '%2$s'), greatest(max(%2$s), 1), max(%2$s) IS NOT NULL) FROM %1$s"
                            .formatted(table, column));
        }
    }

    private void disarm(Instant now) throws SQLException {
        execute("TRUNCATE restored_copy");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO restored_copy (restored_at, taken_at) VALUES (?, ?)")) {
            insert.setObject(1, now.atOffset(ZoneOffset.UTC));
            insert.setObject(2, manifest.takenAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
