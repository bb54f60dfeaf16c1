package cn.zhenmai.school;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Registry.Slot;
import cn.zhenmai.school.Registry.Term;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Timetable lines and practice weeks lie within their terms and have bell times. */
final class TimetableCheck {

    private final Registry registry;
    private final RegistryCheck.Findings findings;
    private final Units units;
    private final Calendar calendar;
    private final Bells bells;

    TimetableCheck(Registry registry, RegistryCheck.Findings findings) {
        this.registry = registry;
        this.findings = findings;
        this.units = Units.of(registry);
        this.calendar = new Calendar(registry);
        this.bells = new Bells(registry);
    }

    void run() {
        registry.slots().forEach(this::check);
        registry.practiceWeeks().forEach(this::check);
    }

    private void check(Slot slot) {
        if (slot.periods() < 1) {
            findings.add(TeachingKinds.SLOT, slot, "periods", "节数至少为 1／at least one period");
        }
        Offering offering = units.offerings().get(slot.owner());
        String term = slot.term() != null || offering == null ? slot.term() : offering.term();
        if (offering != null && slot.term() != null && !slot.term().equals(offering.term())) {
            findings.add(TeachingKinds.SLOT, slot, "term", "与开课的学期不同／not the offering's term: " + offering.term());
        }
        for (AdministrativeClass each : classesOf(slot.owner())) {
            for (Term own : calendar.terms(term, each == null ? 0 : each.grade())) {
                if (!fits(slot, each, own)) {
                    return;
                }
            }
        }
    }

    /** One problem a line is enough to find it. */
    private boolean fits(Slot slot, AdministrativeClass classOrNull, Term term) {
        String campus = slot.campus() != null || classOrNull == null ? slot.campus() : classOrNull.campus();
        for (int week : slot.weeks()) {
            if (week < 1 || week > term.weeks()) {
                findings.add(
                        TeachingKinds.SLOT,
                        slot,
                        "weeks",
                        "第 " + week + " 周不在学期内／week " + week + " is outside the term");
                return false;
            }
            LocalDate day =
                    term.firstMonday().plusDays(7L * (week - 1) + slot.weekday().getValue() - 1);
            for (int period = slot.firstPeriod(); period < slot.firstPeriod() + slot.periods(); period++) {
                if (bells.find(campus, day, period).isEmpty()) {
                    findings.add(
                            TeachingKinds.SLOT,
                            slot,
                            "firstPeriod",
                            day + " 第 " + period + " 节没有作息时间／no bell time for period " + period + " on " + day);
                    return false;
                }
            }
        }
        return true;
    }

    private void check(PracticeWeek practice) {
        AdministrativeClass known = units.classes().get(practice.classId());
        for (Term term : calendar.terms(practice.term(), known == null ? 0 : known.grade())) {
            if (practice.week() < 1 || practice.week() > term.weeks()) {
                findings.add(
                        TeachingKinds.PRACTICE_WEEK,
                        practice,
                        "week",
                        "第 " + practice.week() + " 周不在学期内／week " + practice.week() + " is outside the term");
            }
        }
        if (practice.periodsPerDay() < 1) {
            findings.add(TeachingKinds.PRACTICE_WEEK, practice, "periodsPerDay", "至少为 1／at least 1");
        }
        Offering offering = units.offerings().get(practice.offering());
        if (offering != null && known != null && !offering.classes().contains(practice.classId())) {
            findings.add(
                    TeachingKinds.PRACTICE_WEEK,
                    practice,
                    "class",
                    "该班不在这门开课中／not a class of the offering: " + practice.classId());
        }
    }

    /** Known classes of an offering or group; one null stands for an owner without classes. */
    private List<AdministrativeClass> classesOf(String owner) {
        Offering offering = units.offerings().get(owner);
        Registry.Group group = units.groups().get(owner);
        Set<String> ids = offering != null ? offering.classes() : group != null ? group.classes() : Set.of();
        List<AdministrativeClass> classes = new ArrayList<>();
        ids.stream().sorted().map(units.classes()::get).filter(c -> c != null).forEach(classes::add);
        if (ids.isEmpty()) {
            classes.add(null);
        }
        return classes;
    }
}
