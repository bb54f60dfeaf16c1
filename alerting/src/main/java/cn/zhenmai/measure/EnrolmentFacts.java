package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** One student's attendance in one offering. */
public final class EnrolmentFacts extends SubjectFacts {

    private final String student;
    private final String offering;
    private final Timeline timeline = new Timeline();

    EnrolmentFacts(String student, String offering) {
        super(Subject.enrolment(student, offering));
        this.student = student;
        this.offering = offering;
    }

    public String student() {
        return student;
    }

    public String offering() {
        return offering;
    }

    Timeline timeline() {
        return timeline;
    }
}
