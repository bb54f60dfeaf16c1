package cn.zhenmai.view;

import cn.zhenmai.store.MeasureQueries;
import cn.zhenmai.view.Wall.Cell;
import cn.zhenmai.view.Wall.MatrixRow;
import cn.zhenmai.view.Wall.MeasureValue;
import java.util.ArrayList;
import java.util.List;

/** The matrix of five levels × five systems: what is measured, and empty cells where nothing is. */
final class Measured {

    private static final List<String> LEVELS = List.of("SCHOOL", "PROGRAM", "COURSE", "TEACHER", "STUDENT");
    private static final List<String> SYSTEMS =
            List.of("DECISION", "GENERATION", "RESOURCES", "SUPPORT", "SUPERVISION");

    private record Placed(String level, String system, MeasureValue value) {}

    private final List<Placed> placed = new ArrayList<>();

    /** A share 0…1, left out when it rests on fewer than {@code least}. */
    Measured share(String level, String system, String name, double numerator, long denominator, int least) {
        if (denominator >= Math.max(1, least)) {
            double share = Math.round(1_000.0 * numerator / denominator) / 1_000.0;
            placed.add(new Placed(level, system, new MeasureValue(name, share, "%", denominator)));
        }
        return this;
    }

    Measured mean(String level, String system, String name, MeasureQueries.Mean mean, String unit, int least) {
        if (mean.n() >= Math.max(1, least)) {
            placed.add(new Placed(
                    level, system, new MeasureValue(name, Math.round(100.0 * mean.value()) / 100.0, unit, mean.n())));
        }
        return this;
    }

    List<MatrixRow> matrix() {
        return LEVELS.stream().map(this::row).toList();
    }

    private MatrixRow row(String level) {
        return new MatrixRow(
                level,
                SYSTEMS.stream()
                        .map(system -> new Cell(system, values(level, system)))
                        .toList());
    }

    private List<MeasureValue> values(String level, String system) {
        return placed.stream()
                .filter(one -> one.level().equals(level) && one.system().equals(system))
                .map(Placed::value)
                .toList();
    }
}
