package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.school.Subject;
import java.util.List;

/** A class, program, college, teacher, or the school: what was counted of it, as attributed at the time of the session. */
public final class UnitFacts extends SubjectFacts {

    static final List<Subject.Kind> KINDS = List.of(
            Subject.Kind.CLASS, Subject.Kind.PROGRAM, Subject.Kind.COLLEGE, Subject.Kind.TEACHER, Subject.Kind.SCHOOL);

    private final Subject.Kind kind;
    private final String id;
    private final Subjects subjects;
    private final Tallies tallies;

    /** Null until there is one. */
    private Reports reports;

    UnitFacts(Subject.Kind kind, String id, Subjects subjects) {
        this.kind = kind;
        this.id = id;
        this.subjects = subjects;
        this.tallies = new Tallies(this, kind == Subject.Kind.CLASS || kind == Subject.Kind.TEACHER);
    }

    @Override
    public Subject.Kind kind() {
        return kind;
    }

    @Override
    public String id() {
        return id;
    }

    Subjects subjects() {
        return subjects;
    }

    Tallies tallies() {
        return tallies;
    }

    Reports reports() {
        return reports == null ? Reports.NONE : reports;
    }

    void report(String indicator, String period, ReportedValue after) {
        reports = reports == null ? new Reports() : reports;
        reports.put(indicator, period, after);
    }
}
