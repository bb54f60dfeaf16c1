package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** One student's attendance in one offering: the part of the student's timeline that is of it. */
public final class EnrolmentFacts extends SubjectFacts {

    private final StudentFacts student;
    private final OfferingFacts offering;

    EnrolmentFacts(StudentFacts student, OfferingFacts offering) {
        this.student = student;
        this.offering = offering;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.ENROLMENT;
    }

    @Override
    public String id() {
        return Subject.enrolment(student.id(), offering.id()).id();
    }

    public String student() {
        return student.id();
    }

    public String offering() {
        return offering.id();
    }

    StudentFacts ofStudent() {
        return student;
    }

    OfferingFacts ofOffering() {
        return offering;
    }

    boolean isOf(OfferingFacts other) {
        return offering == other;
    }

    Timeline timeline() {
        return student.timeline();
    }
}
