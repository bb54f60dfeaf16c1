package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.school.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What holds about one student. */
public final class StudentFacts extends SubjectFacts {

    private final Timeline timeline = new Timeline();
    private final Map<String, EnrolmentFacts> enrolments = new HashMap<>(8);
    private final Map<String, LeaveSlip> slips = new TreeMap<>();

    StudentFacts(String id) {
        super(Subject.student(id));
    }

    public String id() {
        return subject().id();
    }

    Timeline timeline() {
        return timeline;
    }

    Map<String, LeaveSlip> slips() {
        return slips;
    }

    /** Null where the offering is. */
    EnrolmentFacts enrolment(String offering, Ledger ledger) {
        if (offering == null) {
            return null;
        }
        EnrolmentFacts known = enrolments.get(offering);
        if (known == null) {
            known = ledger.keep(new EnrolmentFacts(id(), offering));
            enrolments.put(offering, known);
        }
        return known;
    }
}
