package cn.zhenmai.measure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What one fact adds to the day of those for whom it counts; nothing where {@code units} is empty. */
record DayCounts(LocalDate day, List<Tallies> units, Map<Amount.OfDay, Integer> amounts) {

    static final DayCounts NOTHING = new DayCounts(null, List.of(), Map.of());

    void add(int sign) {
        for (Tallies unit : units) {
            Sums sums = unit.day(day);
            amounts.forEach((amount, more) -> sums.add(amount, (long) sign * more));
        }
    }

    void touch(Touched touched, int bits, boolean corrected) {
        for (Tallies unit : units) {
            touched.touch(unit.owner, bits, 0, corrected);
        }
    }
}
