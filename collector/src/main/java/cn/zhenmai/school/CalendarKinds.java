package cn.zhenmai.school;

import cn.zhenmai.school.Registry.Bell;
import cn.zhenmai.school.Registry.DayOff;
import cn.zhenmai.school.Registry.Indicator;
import cn.zhenmai.school.Registry.LeavePolicy;
import cn.zhenmai.school.Registry.MakeUpDay;
import cn.zhenmai.school.Registry.Month;
import cn.zhenmai.school.Registry.Term;
import java.util.Map;

/** The registry's tables of the calendar, and of what the school has laid down once for all. */
final class CalendarKinds {

    private CalendarKinds() {}

    static final RowKind<Term> TERM = RowKind.of("term", "terms.csv", "学期.csv", Registry::terms)
            .key("id", "学期", Cell.TEXT, Term::id)
            .must("name", "名称", Cell.TEXT, Term::name)
            .keyIfAny("grade", "年级", Cell.INT, Term::grade)
            .must("firstMonday", "第一周周一", Cell.DATE, Term::firstMonday)
            .must("weeks", "周数", Cell.INT, Term::weeks)
            .make(v -> new Term(v.get("id"), v.get("name"), v.get("grade"), v.get("firstMonday"), v.get("weeks")));

    static final RowKind<Month> MONTH = RowKind.of("month", "months.csv", "教学月.csv", Registry::months)
            .key("label", "月份", Cell.TEXT, Month::label)
            .must("term", "学期", Cell.TEXT, Month::term)
            .must("fromWeek", "起始周", Cell.INT, Month::fromWeek)
            .must("toWeek", "终止周", Cell.INT, Month::toWeek)
            .make(v -> new Month(v.get("label"), v.get("term"), v.get("fromWeek"), v.get("toWeek")));

    static final RowKind<Bell> BELL = RowKind.of("bell", "bells.csv", "作息时间.csv", Registry::bells)
            .keyIfAny("campus", "校区编号", Cell.TEXT, Bell::campus)
            .key("period", "节次", Cell.INT, Bell::period)
            .span(Bell::valid)
            .must("startsAt", "上课时间", Cell.TIME_OF_DAY, Bell::startsAt)
            .must("endsAt", "下课时间", Cell.TIME_OF_DAY, Bell::endsAt)
            .make(v -> new Bell(v.get("campus"), v.span(), v.get("period"), v.get("startsAt"), v.get("endsAt")));

    static final RowKind<DayOff> DAY_OFF = RowKind.of("dayOff", "days-off.csv", "放假.csv", Registry::daysOff)
            .key("date", "日期", Cell.DATE, DayOff::date)
            .may("name", "名称", Cell.TEXT, DayOff::name)
            .keyIfAny("campus", "校区编号", Cell.TEXT, DayOff::campus)
            .make(v -> new DayOff(v.get("date"), v.get("name"), v.get("campus")));

    static final RowKind<MakeUpDay> MAKE_UP_DAY = RowKind.of(
                    "makeUpDay", "make-up-days.csv", "调休补课.csv", Registry::makeUpDays)
            .key("date", "日期", Cell.DATE, MakeUpDay::date)
            .must("carries", "上哪天的课", Cell.DATE, MakeUpDay::carries)
            .keyIfAny("campus", "校区编号", Cell.TEXT, MakeUpDay::campus)
            .keyIfAny("grade", "年级", Cell.INT, MakeUpDay::grade)
            .make(v -> new MakeUpDay(v.get("date"), v.get("carries"), v.get("campus"), v.get("grade")));

    static final RowKind<Indicator> INDICATOR = RowKind.of(
                    "indicator", "indicators.csv", "状态数据指标.csv", Registry::indicators)
            .key("id", "指标编号", Cell.TEXT, Indicator::id)
            .must("name", "名称", Cell.TEXT, Indicator::name)
            .may("nameEn", "英文名称", Cell.TEXT, Indicator::nameEn)
            .may("measure", "计量单位", Cell.TEXT, Indicator::measure)
            .must(
                    "level",
                    "层面",
                    Cell.oneOf(
                            Indicator.Level.class,
                            Map.of(
                                    Indicator.Level.SCHOOL, "学校",
                                    Indicator.Level.COLLEGE, "学院",
                                    Indicator.Level.PROGRAM, "专业",
                                    Indicator.Level.COURSE, "课程",
                                    Indicator.Level.TEACHER, "教师")),
                    Indicator::level)
            .make(v -> new Indicator(v.get("id"), v.get("name"), v.get("nameEn"), v.get("measure"), v.get("level")));

    static final RowKind<LeavePolicy> LEAVE_POLICY = RowKind.of(
                    "leavePolicy", "leave-policies.csv", "请假口径.csv", Registry::leavePolicies)
            .must(
                    "officialLeave",
                    "公假是否应到",
                    Cell.oneOf(
                            LeavePolicy.OfficialLeave.class,
                            Map.of(
                                    LeavePolicy.OfficialLeave.EXPECTED, "应到",
                                    LeavePolicy.OfficialLeave.NOT_EXPECTED, "不应到")),
                    LeavePolicy::officialLeave)
            .span(LeavePolicy::valid)
            .make(v -> new LeavePolicy(v.get("officialLeave"), v.span()));
}
