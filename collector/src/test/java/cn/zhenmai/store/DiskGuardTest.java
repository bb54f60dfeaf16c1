package cn.zhenmai.store;

import static cn.zhenmai.store.JournalFixture.MONDAY;
import static cn.zhenmai.store.JournalFixture.TEACHER;
import static cn.zhenmai.store.JournalFixture.attendance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {

    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void a_real_disk_that_fills_refuses_writes_lets_the_ballast_go_and_opens_again_by_itself() throws Exception {
        assumeThat(ServerUser.isRoot() && command("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString()))
                .as("skipped: a small file system can't be mounted here")
                .isTrue();
        try (DiskGuard guard = new DiskGuard(folder, new DiskGuard.Limits(8 * MEGABYTE, 10, 4 * MEGABYTE))) {
            assertThat(guard.isFull()).isFalse();
            guard.look();
            assertThat(folder.resolve("ballast")).hasSize(4 * MEGABYTE);
            Path filler = Files.write(folder.resolve("filler"), new byte[(int) (6 * MEGABYTE)]);
            guard.look();
            assertThat(guard.isFull()).isTrue();
            assertThat(folder.resolve("ballast")).exists();
            Path rest = Files.write(folder.resolve("rest"), new byte[(int) (5 * MEGABYTE)]);
            guard.look();
            assertThat(folder.resolve("ballast")).doesNotExist();
            Files.delete(rest);
            guard.look();
            assertThat(guard.isFull())
                    .as("5 MB more are free than the ballast gave")
                    .isFalse();
            assertThat(folder.resolve("ballast"))
                    .as("there is no room for it yet")
                    .doesNotExist();
            Files.delete(filler);
            guard.look();
            assertThat(folder.resolve("ballast")).hasSize(4 * MEGABYTE);
            assertThat(guard.freeBytes()).isPositive();
        } finally {
            assertThat(command("umount", folder.toString())).isTrue();
        }
    }

    @Test
    void the_share_of_the_disk_counts_as_well_as_the_bytes() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        assertThat(isFull(new DiskGuard.Limits(1, 0, 0))).isFalse();
        assertThat(isFull(new DiskGuard.Limits(1, 100, 0))).isTrue();
        assertThat(isFull(new DiskGuard.Limits(2 * free, 0, 0))).isTrue();
    }

    @Test
    void while_there_is_no_room_facts_are_refused_the_clock_goes_on_and_reading_too() {
        try (JournalFixture it = new JournalFixture()) {
            assertThat(it.school(JournalFixture.school().registry()).sequence()).isEqualTo(1);
            Observation said = attendance("S12", "M1.20261012.1", Status.ABSENT, MONDAY);
            it.journal.refuseWhile(() -> true);
            assertThat(it.journal
                            .submit(JournalFixture.facts(TEACHER, List.of(said)))
                            .cause())
                    .isInstanceOf(Journal.FullException.class);
            assertThat(it.submit(new Entry.Tick(MONDAY)).sequence()).isEqualTo(2);
            assertThat(it.query("SELECT count(*) FROM attendance")).containsExactly("0");
            it.journal.refuseWhile(() -> false);
            assertThat(it.send(TEACHER, said).stored()).isEqualTo(1);
        }
    }

    private boolean isFull(DiskGuard.Limits limits) {
        try (DiskGuard guard = new DiskGuard(folder, limits)) {
            return guard.isFull();
        }
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }
}
