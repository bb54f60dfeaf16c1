package cn.zhenmai.backtest;

import cn.zhenmai.school.School;
import java.time.LocalDate;

/** Which subjects of the truth could have been warned of: those still registered on the day as of which they are judged. */
final class Eligible {

    private final School school;
    private final LocalDate end;

    Eligible(School school, Question question) {
        this.school = school;
        this.end = question.to().minusNanos(1).atZone(School.ZONE).toLocalDate();
    }

    boolean is(String subject, Outcomes.Outcome outcome) {
        LocalDate on = outcome.decidedOn() == null ? end : outcome.decidedOn();
        int slash = subject.indexOf('/');
        if (slash > 0) {
            String offering = subject.substring(slash + 1);
            return school.enrolment(subject.substring(0, slash), offering, on).isPresent();
        }
        return school.student(subject).isEmpty() || school.classOf(subject, on).isPresent();
    }
}
