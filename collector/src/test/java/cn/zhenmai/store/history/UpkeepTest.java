package cn.zhenmai.store.history;

import static cn.zhenmai.store.JournalFixture.OFFICE;
import static cn.zhenmai.store.JournalFixture.attendance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.observation.Status;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.history.Retention.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpkeepTest {

    @Test
    void old_rows_go_by_their_tables_days_and_the_sums_of_them_stay() throws Exception {
        try (JournalFixture it = new JournalFixture()) {
            it.liveSomeWeeks();
            Retention retention = Retention.parse("attendance=400, attendance_history=400,receipt=30");
            try (Upkeep upkeep = new Upkeep(it.database, it.journal, retention, it.clock)) {
                upkeep.runOnce();
                List<String> sums = it.query("SELECT * FROM attendance_class_day ORDER BY held_on, class_id, status");
                assertThat(sums).hasSizeGreaterThan(5);
                long sequence = it.journal.sequence();
                // 400 days before is 2026-10-27: only whole months go.
                it.now.set(Instant.parse("2027-12-01T00:00:00Z"));
                upkeep.runOnce();
                assertThat(it.query("SELECT min(session_on) >= '2026-10-01', count(*) > 0 FROM attendance"))
                        .containsExactly("t t");
                assertThat(it.query("SELECT count(*) FROM attendance_history WHERE session_on < '2026-10-01'"))
                        .containsExactly("0");
                assertThat(it.query("SELECT count(*) FROM receipt")).containsExactly("0");
                it.now.set(Instant.parse("2028-12-01T00:00:00Z"));
                upkeep.runOnce();
                assertThat(it.query("SELECT count(*) FROM attendance")).containsExactly("0");
                assertThat(it.query("SELECT * FROM attendance_class_day ORDER BY held_on, class_id, status"))
                        .isEqualTo(sums);
                assertThat(it.journal.sequence()).isEqualTo(sequence);
            }
            // There is room for a correction of a day that is gone.
            assertThat(it.send(OFFICE, attendance("S11", "M1.20261012.1", Status.ABSENT, it.now.get()))
                            .stored())
                    .isEqualTo(1);
        }
    }

    @Test
    void roll_ups_are_folded_once_however_often_it_looks() throws Exception {
        try (JournalFixture it = new JournalFixture();
                Upkeep upkeep = new Upkeep(it.database, it.journal, Retention.FOR_EVER, it.clock)) {
            it.liveSomeWeeks();
            upkeep.runOnce();
            List<String> sums = it.query("SELECT * FROM attendance_student_week ORDER BY student_id, week_on, status");
            upkeep.runOnce();
            assertThat(it.query("SELECT * FROM attendance_student_week ORDER BY student_id, week_on, status"))
                    .isEqualTo(sums);
            assertThat(it.query("SELECT sequence FROM roll_up")).containsExactly(Long.toString(it.journal.sequence()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"attendance", "attendance=5", "pupils=400", "receipt=-1", "audit=182", ""})
    void a_retention_that_does_harm_or_is_no_retention_is_refused(String text) {
        assertThatThrownBy(() -> Retention.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_retention_names_tables_and_days() {
        assertThat(Retention.parse("audit = 200,outbox=90").days())
                .isEqualTo(Map.of(Table.AUDIT, 200, Table.OUTBOX, 90));
    }
}
