package cn.zhenmai.store;

import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.school.Registry.Indicator;
import cn.zhenmai.school.School;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a reported value fits the catalogue of indicators, the units of the school and its calendar. Pure. */
final class ReportedValues {

    /** A year, a school year, or a month; else the id of a term. */
    private static final Pattern YEAR_OR_MONTH = Pattern.compile("20\\d\\d|20\\d\\d-(0[1-9]|1[0-2])");

    private static final Pattern SCHOOL_YEAR = Pattern.compile("(20\\d\\d)-(20\\d\\d)");

    private ReportedValues() {}

    static Resolution resolve(ReportedValue said, School school) {
        Optional<Indicator> indicator = school.indicator(said.indicator());
        if (indicator.isEmpty()) {
            return new Resolution.Quarantined("indicator", "指标目录中没有此指标／no such indicator in the catalogue");
        }
        Indicator.Level level = indicator.get().level();
        if (level == Indicator.Level.SCHOOL && said.unit() != null) {
            return new Resolution.Rejected("unit", "学校级指标不分单位／an indicator of the school has no unit");
        }
        if (level != Indicator.Level.SCHOOL && said.unit() == null) {
            return new Resolution.Rejected("unit", "该指标须写明单位／this indicator needs its unit");
        }
        if (!isKnown(level, said.unit(), school)) {
            return new Resolution.Quarantined("unit", "没有这个单位／no such unit at the indicator's level");
        }
        if (!isPeriod(said.period(), school)) {
            return new Resolution.Quarantined("period", "校历中没有这个时期／no such period in the calendar");
        }
        return new Resolution.Taken(said);
    }

    private static boolean isKnown(Indicator.Level level, String unit, School school) {
        return switch (level) {
            case SCHOOL -> true;
            case COLLEGE -> school.college(unit).isPresent();
            case PROGRAM -> school.program(unit).isPresent();
            case COURSE -> school.course(unit).isPresent();
            case TEACHER -> school.teacher(unit).isPresent();
        };
    }

    private static boolean isPeriod(String period, School school) {
        var years = SCHOOL_YEAR.matcher(period);
        if (years.matches()) {
            return Integer.parseInt(years.group(1)) + 1 == Integer.parseInt(years.group(2));
        }
        return YEAR_OR_MONTH.matcher(period).matches()
                || school.registry().terms().stream().anyMatch(term -> term.id().equals(period));
    }
}
