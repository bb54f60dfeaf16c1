package cn.zhenmai.school;

import cn.zhenmai.school.Registry.Bell;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Bell times by campus, season and period. */
final class Bells {

    private static final int PERIOD_MINUTES = 45;

    private final Map<String, Map<Integer, List<Bell>>> byCampus = new HashMap<>();
    private final String firstCampus;

    Bells(Registry registry) {
        // Where seasons overlap by mistake the one that began last holds.
        Comparator<Bell> lastBegun = Comparator.comparing(
                bell -> bell.valid().from(), Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()));
        registry.bells().stream()
                .sorted(lastBegun.reversed())
                .forEach(bell -> byCampus.computeIfAbsent(bell.campus(), c -> new TreeMap<>())
                        .computeIfAbsent(bell.period(), p -> new java.util.ArrayList<>())
                        .add(bell));
        firstCampus =
                registry.bells().isEmpty() ? null : registry.bells().get(0).campus();
    }

    Optional<Bell> find(String campus, LocalDate day, int period) {
        Map<Integer, List<Bell>> periods = byCampus.get(campus);
        if (periods == null) {
            periods = byCampus.getOrDefault(firstCampus, Map.of());
        }
        for (Bell bell : periods.getOrDefault(period, List.of())) {
            if (bell.valid().contains(day)) {
                return Optional.of(bell);
            }
        }
        return Optional.empty();
    }

    /** Every period's bell of that day, by start. */
    List<Bell> on(String campus, LocalDate day) {
        Map<Integer, List<Bell>> periods = byCampus.getOrDefault(campus, byCampus.getOrDefault(firstCampus, Map.of()));
        return periods.keySet().stream()
                .flatMap(period -> find(campus, day, period).stream())
                .sorted(Comparator.comparing(Bell::startsAt))
                .toList();
    }

    String firstCampus() {
        return firstCampus;
    }

    LocalTime start(String campus, LocalDate day, int period) {
        return find(campus, day, period).map(Bell::startsAt).orElseGet(() -> unknownStart(period));
    }

    LocalTime end(String campus, LocalDate day, int firstPeriod, int periods) {
        LocalTime start = start(campus, day, firstPeriod);
        int last = firstPeriod + Math.max(1, periods) - 1;
        LocalTime end = find(campus, day, last)
                .map(Bell::endsAt)
                .orElseGet(() -> unknownStart(last).plusMinutes(PERIOD_MINUTES));
        return end.isAfter(start) ? end : start.plusMinutes(PERIOD_MINUTES);
    }

    /** A gap in the bell table is a problem of the import; a session in it still needs an order within its day. */
    private static LocalTime unknownStart(int period) {
        return LocalTime.of(8, 0).plusMinutes(55L * Math.min(Math.max(period - 1, 0), 15));
    }
}
