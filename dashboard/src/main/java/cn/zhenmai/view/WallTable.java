package cn.zhenmai.view;

import cn.zhenmai.school.Registry.College;
import java.util.ArrayList;
import java.util.List;

/** Attendance by college as it may be shown: suppressed, and not moved by a few persons between two frames of one period. */
final class WallTable {

    /** One college's tally; {@code college} null holds those who belong to none and stands in no row of its own. */
    record Row(College college, Tally tally) {}

    /** Column of the sums. */
    private static final int ALL = 5;

    private WallTable() {}

    /**
     * What is published after {@code shown} of the same period: a row moves when each of its counts moves by nobody or by at least k,
     * or when a roll of at least k came in; else a correction of one student could be read from two frames.
     */
    static List<Row> settle(List<Row> shown, List<Row> fresh, int k) {
        List<Row> settled = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            boolean known = i < shown.size();
            settled.add(known && !moves(shown.get(i).tally(), fresh.get(i).tally(), k) ? shown.get(i) : fresh.get(i));
        }
        return settled;
    }

    private static boolean moves(Tally before, Tally after, int k) {
        return Math.abs(after.unknown() - before.unknown()) >= k
                || (isWide(after.present() - before.present(), k)
                        && isWide(after.leave() - before.leave(), k)
                        && isWide(after.absent() - before.absent(), k)
                        && isWide(after.pending() - before.pending(), k)
                        && isWide(after.unknown() - before.unknown(), k));
    }

    private static boolean isWide(int difference, int k) {
        return difference == 0 || Math.abs(difference) >= k;
    }

    static Wall.Attendance suppress(String label, List<Row> rows, int k) {
        long[][] counts = rows.stream()
                .map(Row::tally)
                .map(tally ->
                        new long[] {tally.present(), tally.leave(), tally.unknown(), tally.absent(), tally.pending()})
                .toArray(long[][]::new);
        Suppression suppression = Suppression.of(counts, k);
        List<Wall.CollegeNumbers> colleges = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            College college = rows.get(i).college();
            if (college != null) {
                Wall.Numbers numbers = numbers(suppression, i, rows.get(i).tally());
                colleges.add(new Wall.CollegeNumbers(
                        college.id(),
                        college.name(),
                        numbers.expected(),
                        numbers.present(),
                        numbers.leave(),
                        numbers.unknown(),
                        numbers.rate()));
            }
        }
        Tally all = rows.stream().map(Row::tally).reduce(Tally.ZERO, Tally::plus);
        return new Wall.Attendance(label, numbers(suppression, rows.size(), all), colleges);
    }

    private static Wall.Numbers numbers(Suppression suppression, int row, Tally tally) {
        boolean telling = suppression.isWithheld(row, 0)
                || suppression.isWithheld(row, 2)
                || suppression.isWithheld(row, 4)
                || suppression.isWithheld(row, ALL);
        return new Wall.Numbers(
                suppression.shown(row, ALL),
                suppression.shown(row, 0),
                suppression.shown(row, 1),
                suppression.shown(row, 2),
                telling ? null : rounded(tally.rate()));
    }

    /** To a tenth of a percent, as it is shown. */
    static Double rounded(Double rate) {
        return rate == null ? null : Math.round(rate * 1_000) / 1_000.0;
    }
}
