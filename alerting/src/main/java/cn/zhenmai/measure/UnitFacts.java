package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;

/** A class, program, college, teacher, or the school: what was counted of it, as attributed at the time of the session. */
public final class UnitFacts extends SubjectFacts {

    private final Subject.Kind kind;
    private final String id;
    private final Ledger ledger;
    private final Tallies tallies;

    UnitFacts(Subject.Kind kind, String id, Ledger ledger) {
        this.kind = kind;
        this.id = id;
        this.ledger = ledger;
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

    Ledger ledger() {
        return ledger;
    }

    Tallies tallies() {
        return tallies;
    }
}
