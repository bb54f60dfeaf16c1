package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.school.Subject;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What holds about one student. */
public final class StudentFacts extends SubjectFacts {

    private static final EnrolmentFacts[] NONE = {};
    private static final Members[] NOWHERE = {};

    private final String id;
    private final int ordinal;
    private final Timeline timeline;
    /** Null until there is one. */
    private Map<String, LeaveSlip> slips;

    /** By offering; null until there is one. */
    private Map<String, CourseResult> results;

    private EnrolmentFacts[] enrolments = NONE;
    /** Null until there is one. */
    private Tallies checks;

    /** That were read last, or null. */
    private AbsentPeriods.Found absentFound;

    /** By whose name rolls are that anything was ever said on of the student, mostly one. */
    private Members[] rolls = NOWHERE;

    /** @param ordinal in the order in which students were first heard of */
    StudentFacts(String id, int ordinal, Places places) {
        this.id = id;
        this.ordinal = ordinal;
        this.timeline = new Timeline(this, places);
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.STUDENT;
    }

    @Override
    public String id() {
        return id;
    }

    int ordinal() {
        return ordinal;
    }

    Timeline timeline() {
        return timeline;
    }

    Map<String, LeaveSlip> slips() {
        return slips == null ? Map.of() : slips;
    }

    void put(LeaveSlip slip) {
        slips = slips == null ? new TreeMap<>() : slips;
        slips.put(slip.slip(), slip);
    }

    void removeSlip(String slip) {
        if (slips != null) {
            slips.remove(slip);
        }
    }

    Tallies checks() {
        checks = checks == null ? new Tallies(this, false) : checks;
        return checks;
    }

    /** How the student ended courses, by offering. */
    Map<String, CourseResult> results() {
        return results == null ? Map.of() : results;
    }

    /** {@code result} null = no longer holds. */
    void result(String offering, CourseResult result) {
        results = results == null ? new TreeMap<>() : results;
        if (result == null) {
            results.remove(offering);
        } else {
            results.put(offering, result);
        }
    }

    boolean hasChecks() {
        return checks != null;
    }

    AbsentPeriods.Found absentFound() {
        return absentFound;
    }

    void found(AbsentPeriods.Found absent) {
        absentFound = absent;
    }

    void isOn(Members roll) {
        if (rolls.length > 0 && rolls[0] == roll || Arrays.asList(rolls).contains(roll)) {
            return;
        }
        roll.add(this);
        if (rolls.length == 0) {
            rolls = roll.alone();
        } else {
            rolls = Arrays.copyOf(rolls, rolls.length + 1);
            rolls[rolls.length - 1] = roll;
        }
    }

    /** Null where the offering is, or where nothing but presence was ever said. */
    EnrolmentFacts findEnrolment(OfferingFacts offering) {
        for (EnrolmentFacts known : enrolments) {
            if (known.isOf(offering)) {
                return known;
            }
        }
        return null;
    }

    EnrolmentFacts enrol(OfferingFacts offering) {
        EnrolmentFacts enrolled = new EnrolmentFacts(this, offering);
        enrolments = Arrays.copyOf(enrolments, enrolments.length + 1);
        enrolments[enrolments.length - 1] = enrolled;
        return enrolled;
    }
}
