package cn.zhenmai.measure;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sums by day of some large units: places of one day share them. */
final class Days {

    private final List<Tallies> units;
    /** By day, since 1970. */
    private final Map<Integer, Sums[]> sums = new HashMap<>();

    Days(List<Tallies> units) {
        this.units = units;
    }

    Sums[] on(int day) {
        return sums.computeIfAbsent(
                day,
                none -> units.stream()
                        .map(unit -> unit.day(LocalDate.ofEpochDay(day)))
                        .toArray(Sums[]::new));
    }
}
