package cn.zhenmai.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The school on one screen: aggregates only. A count of persons is a number, "<5", or "—" where it would give another away.
 */
public record Wall(
        long sequence,
        Instant now,
        String periodLabel,
        String phase,
        String school,
        Attendance attendance,
        Sessions sessions,
        Map<String, Object> alerts,
        List<MatrixRow> matrix,
        List<Day> trend,
        List<SourceAge> sources) {

    /** {@code label} names the period that the numbers are of: the running one, else the last. */
    public record Attendance(String label, Numbers school, List<CollegeNumbers> colleges) {}

    public record Numbers(Object expected, Object present, Object leave, Object unknown, Double rate) {}

    public record CollegeNumbers(
            String id, String name, Object expected, Object present, Object leave, Object unknown, Double rate) {}

    public record Sessions(int running, int called, int uncalled) {}

    public record MatrixRow(String level, List<Cell> cells) {}

    public record Cell(String system, List<MeasureValue> measures) {}

    /** {@code n} is how many persons, checks or sessions it rests on. */
    public record MeasureValue(String name, Number value, String unit, long n) {}

    public record Day(LocalDate date, String weekday, Double rate, int n) {}

    /** {@code ageSeconds} null: never heard. */
    public record SourceAge(String name, Long ageSeconds) {}
}
