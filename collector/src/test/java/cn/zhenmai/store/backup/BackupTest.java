package cn.zhenmai.store.backup;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.attendance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.observation.Status;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final Instant NOW = Instant.parse("2026-10-15T12:00:00Z");
    private static final Optional<BackupKey> KEY = Optional.of(BackupKey.of("ab".repeat(32)));
    private static final Optional<BackupKey> NONE = Optional.empty();

    private static JournalFixture source;

    @TempDir
    private Path folder;

    @BeforeAll
    static void live() {
        source = new JournalFixture();
        source.liveSomeWeeks();
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @Test
    void a_restored_copy_has_every_row_and_goes_on_from_there() throws Exception {
        Path file = folder.resolve("backup");
        Backup.Written written = Backup.write(source.database, file, NONE, NOW);
        assertThat(written.sequence()).isEqualTo(source.journal.sequence());
        assertThat(Restore.verify(file, NONE)).isEqualTo(written);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (JournalFixture copy = new JournalFixture(TestDatabase.migrated())) {
            copy.journal.close();
            assertThat(Restore.run(copy.database, file, NONE, NOW)).isEqualTo(written);
            Map<String, List<String>> rows = rows(copy.database);
            assertThat(rows.remove("restored_copy")).hasSize(1);
            assertThat(rows.get("attendance")).hasSizeGreaterThan(20);
            Map<String, List<String>> expected = rows(source.database);
            expected.remove("restored_copy");
            assertThat(rows).isEqualTo(expected);
            copy.reopen();
            assertThat(copy.replayed()).hasSameSizeAs(source.heard);
            // What the source had set aside was numbered; the copy must not give a number again.
            assertThat(copy.send(OFFICE, attendance("S99", "M1.20261012.1", Status.ABSENT, MONDAY))
                            .quarantined())
                    .isEqualTo(1);
            assertThat(copy.send(
                                    OFFICE,
                                    attendance("S23", "M1.20261012.1", Status.ABSENT, MONDAY.plus(Duration.ofDays(3))))
                            .received())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_backup_beside_a_running_service_is_of_one_moment() throws Exception {
        try (JournalFixture busy = new JournalFixture()) {
            busy.liveSomeWeeks();
            Path file = folder.resolve("busy");
            Thread sender = new Thread(() -> {
                for (int i = 0; i < 60; i++) {
                    var unused = busy.send(
                            OFFICE,
                            attendance("S1" + (1 + i % 3), "M1.20261012.1", Status.ABSENT, NOW.minusSeconds(600 - i)));
                }
            });
            sender.start();
            Backup.Written written = Backup.write(busy.database, file, KEY, NOW);
            sender.join();
            try (JournalFixture copy = new JournalFixture(TestDatabase.migrated())) {
                copy.journal.close();
                assertThat(Restore.run(copy.database, file, KEY, NOW)).isEqualTo(written);
                copy.reopen();
                assertThat(copy.journal.sequence()).isEqualTo(written.sequence());
                assertThat(copy.replayed()).hasSize((int) written.sequence());
                assertThat(copy.query("SELECT max(sequence) <= " + written.sequence() + " FROM attendance"))
                        .containsExactly("t");
                copy.rollUp();
                assertThat(copy.query("SELECT count(*) FROM attendance WHERE status IS NOT NULL"))
                        .isEqualTo(copy.query("SELECT sum(standing_count) FROM attendance_class_day"));
            }
        }
    }

    @Test
    void with_a_key_nothing_can_be_read_and_without_it_nothing_is_restored() throws Exception {
        Path plain = folder.resolve("plain");
        Path sealed = folder.resolve("sealed");
        assertThat(Backup.write(source.database, plain, NONE, NOW).rows()).isPositive();
        assertThat(Backup.write(source.database, sealed, KEY, NOW).rows()).isPositive();
        assertThat(text(plain)).startsWith("PK").contains("attendance.copy");
        assertThat(text(sealed)).startsWith("ZHENMAI1").doesNotContain("attendance");
        assertThatThrownBy(() -> Restore.verify(sealed, NONE)).hasMessageContaining("ZHENMAI_BACKUP_KEY_FILE");
        assertThatThrownBy(() -> Restore.verify(sealed, Optional.of(BackupKey.of("cd".repeat(32)))))
                .hasMessageContaining("key");
        assertThat(Restore.verify(sealed, KEY)).isEqualTo(Restore.verify(plain, NONE));
    }

    @Test
    void a_damaged_or_cut_file_is_refused_before_anything_is_written() throws Exception {
        Path file = folder.resolve("backup");
        assertThat(Backup.write(source.database, file, NONE, NOW).rows()).isPositive();
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {0, 10, whole.length / 2, whole.length / 3}) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThatThrownBy(() -> Restore.verify(file, NONE)).isInstanceOf(IOException.class);
        }
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 4;
        Files.write(file, changed);
        assertThatThrownBy(() -> Restore.run(source.database, file, NONE, NOW)).isInstanceOf(IOException.class);
        assertThat(source.query("SELECT count(*) FROM restored_copy")).containsExactly("0");
    }

    @Test
    void a_store_with_facts_is_not_overwritten() throws Exception {
        Path file = folder.resolve("backup");
        assertThat(Backup.write(source.database, file, NONE, NOW).rows()).isPositive();
        List<String> before = source.query("SELECT count(*) FROM attendance");
        assertThatThrownBy(() -> Restore.run(source.database, file, NONE, NOW)).hasMessageContaining("not empty");
        assertThat(source.query("SELECT count(*) FROM attendance")).isEqualTo(before);
    }

    @Test
    void a_copy_is_armed_once_by_hand() throws Exception {
        Path file = folder.resolve("backup");
        assertThat(Backup.write(source.database, file, NONE, NOW).rows()).isPositive();
        try (JournalFixture copy = new JournalFixture(TestDatabase.migrated())) {
            copy.journal.close();
            assertThat(copy.database.inTransaction(Arming::isArmed)).isTrue();
            assertThat(Restore.run(copy.database, file, NONE, NOW).rows()).isPositive();
            assertThat(copy.database.inTransaction(Arming::isArmed)).isFalse();
            assertThat(Arming.arm(copy.database)).isTrue();
            assertThat(copy.database.inTransaction(Arming::isArmed)).isTrue();
            assertThat(Arming.arm(copy.database)).isFalse();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, List<String>> rows(Database database) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : Catalog.tables(connection)) {
                try (ResultSet row = statement.executeQuery("SELECT t::text FROM " + table + " t ORDER BY 1")) {
                    List<String> texts = new ArrayList<>();
                    while (row.next()) {
                        texts.add(row.getString(1));
                    }
                    rows.put(table, texts);
                }
            }
        }
        return rows;
    }
}
