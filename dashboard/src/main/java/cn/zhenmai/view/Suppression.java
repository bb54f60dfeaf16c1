package cn.zhenmai.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Which counts of a table of persons must not be shown. The table is read with its row sums, column sums and grand total, whether
 * they stand on the page or not, because anyone can add and subtract. Counts of 1…k−1 are withheld, and so many others that no
 * withheld count, and no sum of withheld counts under k, follows from what is shown. Zero is nobody and is shown.
 *
 * <p>It guards against subtraction, not against estimates from several tables at once.
 */
public final class Suppression {

    /** Fewer persons than these are not shown inside the school. */
    public static final int K = 5;

    private final long[][] table;
    private final boolean[][] withheld;
    private final int rows;
    private final int columns;
    private final int k;

    private Suppression(long[][] counts, int k) {
        this.rows = counts.length;
        this.columns = rows == 0 ? 0 : counts[0].length;
        this.table = withSums(counts, rows, columns);
        this.withheld = new boolean[rows + 1][columns + 1];
        this.k = k;
    }

    /** For rows × columns of counts: one row and one column more, the sums. */
    public static Suppression of(long[][] counts, int k) {
        Suppression suppression = new Suppression(counts, k);
        suppression.withholdSmall();
        boolean again = true;
        while (again) {
            again = suppression.completeAll();
        }
        return suppression;
    }

    /** {@code row} = number of rows and {@code column} = number of columns name the sums. */
    public boolean isWithheld(int row, int column) {
        return withheld[row][column];
    }

    /** What is shown: the number, "<5" for a small one, "—" for one withheld to protect another. */
    public Object shown(int row, int column) {
        return shown(table[row][column], withheld[row][column], k);
    }

    /** One count by itself, without a table around it. */
    public static Object shown(long count, int k) {
        return shown(count, isSmall(count, k), k);
    }

    private static Object shown(long count, boolean withheld, int k) {
        if (!withheld) {
            return count;
        }
        return isSmall(count, k) ? "<" + k : "—";
    }

    private static boolean isSmall(long count, int k) {
        return count > 0 && count < k;
    }

    private void withholdSmall() {
        for (int r = 0; r <= rows; r++) {
            for (int c = 0; c <= columns; c++) {
                withheld[r][c] = isSmall(table[r][c], k);
            }
        }
    }

    private boolean completeAll() {
        boolean changed = false;
        for (int r = 0; r <= rows; r++) {
            List<int[]> line = new ArrayList<>();
            for (int c = 0; c <= columns; c++) {
                line.add(new int[] {r, c});
            }
            changed |= complete(line);
        }
        for (int c = 0; c <= columns; c++) {
            List<int[]> line = new ArrayList<>();
            for (int r = 0; r <= rows; r++) {
                line.add(new int[] {r, c});
            }
            changed |= complete(line);
        }
        return changed;
    }

    /** One line whose last entry is the sum of the others: withholds one more where something under k could be computed. */
    private boolean complete(List<int[]> line) {
        int last = line.size() - 1;
        boolean sumWithheld = isWithheld(line.get(last));
        List<int[]> parts = line.subList(0, last);
        List<int[]> hidden = parts.stream().filter(this::isWithheld).toList();
        long hiddenSum = hidden.stream().mapToLong(this::count).sum();
        boolean one = hidden.size() + (sumWithheld ? 1 : 0) == 1;
        boolean smallSum = !sumWithheld && !hidden.isEmpty() && hiddenSum < k;
        if (!one && !smallSum) {
            return false;
        }
        int[] next = smallest(parts);
        if (next == null && !sumWithheld) {
            next = line.get(last);
        }
        if (next == null) {
            return false;
        }
        withheld[next[0]][next[1]] = true;
        return true;
    }

    /** The smallest shown part that hides something, else a shown zero, else null. */
    private int[] smallest(List<int[]> parts) {
        int[] best = null;
        for (int[] part : parts) {
            if (!isWithheld(part) && (best == null || weight(part) < weight(best))) {
                best = part;
            }
        }
        return best;
    }

    private long weight(int[] cell) {
        return count(cell) == 0 ? Long.MAX_VALUE : count(cell);
    }

    private long count(int[] cell) {
        return table[cell[0]][cell[1]];
    }

    private boolean isWithheld(int[] cell) {
        return withheld[cell[0]][cell[1]];
    }

    private static long[][] withSums(long[][] counts, int rows, int columns) {
        long[][] all = new long[rows + 1][columns + 1];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                all[r][c] = counts[r][c];
                all[r][columns] += counts[r][c];
                all[rows][c] += counts[r][c];
                all[rows][columns] += counts[r][c];
            }
        }
        return all;
    }
}
