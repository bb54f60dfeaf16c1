package cn.zhenmai.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    private static final int K = 5;

    @Test
    void large_counts_and_zeros_are_shown() {
        Suppression table = Suppression.of(new long[][] {{500, 17, 0, 12}, {400, 9, 30, 6}}, K);
        assertThat(table.shown(0, 0)).isEqualTo(500L);
        assertThat(table.shown(0, 2)).isEqualTo(0L);
        assertThat(table.shown(2, 4)).isEqualTo(974L);
    }

    @Test
    void a_small_count_takes_a_neighbour_in_its_row_and_its_column_with_it() {
        Suppression table = Suppression.of(new long[][] {{500, 3, 0, 12}, {400, 9, 30, 6}}, K);
        assertThat(table.shown(0, 1)).isEqualTo("<5");
        assertThat(table.shown(0, 3)).isEqualTo("—");
        assertThat(table.isWithheld(1, 1)).isTrue();
        assertThat(table.isWithheld(1, 3)).isTrue();
        assertThat(table.shown(0, 0)).isEqualTo(500L);
    }

    @Test
    void a_group_of_three_is_nowhere_to_be_computed() {
        long[][] counts = {{3, 0, 0, 0}, {400, 9, 30, 6}, {300, 8, 20, 7}};
        Suppression table = Suppression.of(counts, K);
        assertThat(table.shown(0, 4)).isEqualTo("<5");
        assertThat(derivable(counts, table)).isEmpty();
    }

    @Test
    void in_no_random_table_does_a_line_give_a_small_count_away() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            long[][] counts = new long[1 + random.nextInt(5)][1 + random.nextInt(4)];
            for (long[] row : counts) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = random.nextBoolean() ? random.nextInt(9) : random.nextInt(500);
                }
            }
            assertThat(derivable(counts, Suppression.of(counts, K)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    /** Lines from which one withheld count, or a sum of withheld counts under k, follows. */
    private static List<String> derivable(long[][] counts, Suppression table) {
        int rows = counts.length;
        int columns = counts[0].length;
        List<String> found = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            long[] line = counts[r];
            boolean[] hidden = new boolean[columns];
            for (int c = 0; c < columns; c++) {
                hidden[c] = table.isWithheld(r, c);
            }
            check(found, line, hidden, table.isWithheld(r, columns), "row " + r);
        }
        for (int c = 0; c < columns; c++) {
            long[] line = new long[rows];
            boolean[] hidden = new boolean[rows];
            for (int r = 0; r < rows; r++) {
                line[r] = counts[r][c];
                hidden[r] = table.isWithheld(r, c);
            }
            check(found, line, hidden, table.isWithheld(rows, c), "column " + c);
        }
        return found;
    }

    private static void check(List<String> found, long[] line, boolean[] hidden, boolean sumHidden, String name) {
        int count = 0;
        long sum = 0;
        long total = 0;
        for (int i = 0; i < line.length; i++) {
            total += line[i];
            count += hidden[i] ? 1 : 0;
            sum += hidden[i] ? line[i] : 0;
            if (!hidden[i] && line[i] > 0 && line[i] < K) {
                found.add(name + ": small count shown");
            }
        }
        if (!sumHidden && total > 0 && total < K) {
            found.add(name + ": small sum shown");
        }
        if (sumHidden ? count == 0 : count == 1 || (sum > 0 && sum < K)) {
            found.add(name);
        }
    }
}
