package cn.zhenmai.school;

/** Names anything that a measure is about. {@code id} is unique within its kind and its school. */
public record Subject(Kind kind, String id) {

    /** SESSION is one occasion; ROLL is one class's roll of a session; ENROLMENT is one student in one offering. */
    public enum Kind {
        STUDENT,
        CLASS,
        ROLL,
        SESSION,
        OFFERING,
        ENROLMENT,
        TEACHER,
        PROGRAM,
        COLLEGE,
        DEPARTMENT,
        POST,
        SCHOOL
    }

    public static Subject student(String student) {
        return new Subject(Kind.STUDENT, student);
    }

    public static Subject session(SessionId session) {
        return new Subject(Kind.SESSION, session.toString());
    }

    public static Subject roll(SessionId session, String classId) {
        return new Subject(Kind.ROLL, session + "/" + classId);
    }

    public static Subject offering(String offering) {
        return new Subject(Kind.OFFERING, offering);
    }

    public static Subject enrolment(String student, String offering) {
        return new Subject(Kind.ENROLMENT, student + "/" + offering);
    }
}
