package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The subjects that a step has moved, in the order in which it did; what only units and rolls hear of is gathered by place first. */
final class Touched {

    private final List<SubjectFacts> subjects = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final boolean[] isWatched = new boolean[Subject.Kind.values().length];

    /** Others are not remembered. Rolls always are: they may be set aside. */
    void watch(Set<Subject.Kind> kinds) {
        for (Subject.Kind kind : Subject.Kind.values()) {
            isWatched[kind.ordinal()] = kind == Subject.Kind.ROLL || kinds.contains(kind);
        }
    }

    boolean isWatched(Subject.Kind kind) {
        return isWatched[kind.ordinal()];
    }

    void touch(SubjectFacts subject, int adds, int removes, boolean corrected) {
        touch(subject, adds, removes, Moved.ANY_DAY, corrected);
    }

    void touch(SubjectFacts subject, int adds, int removes, int day, boolean corrected) {
        if (isWatched[subject.kind().ordinal()] && subject.touch(adds, removes, day, corrected)) {
            subjects.add(subject);
        }
    }

    /** Roll, session and units hear of it in {@link #spread}. */
    void touch(Place place, int adds, int removes, boolean corrected) {
        if (place.touch(adds, removes, corrected)) {
            places.add(place);
        }
    }

    /** Tells rolls, sessions and units what was moved at their places. */
    void spread() {
        for (Place place : places) {
            spread(place, place.roll);
            spread(place, place.roll.session());
            for (Tallies of : place.units) {
                spread(place, of.owner);
            }
            place.release();
        }
        places.clear();
    }

    private void spread(Place place, SubjectFacts to) {
        touch(to, place.added(), place.removed(), place.heldDay, place.isCorrected());
    }

    List<SubjectFacts> subjects() {
        return subjects;
    }

    void release() {
        subjects.forEach(SubjectFacts::release);
        subjects.clear();
        places.forEach(Place::release);
        places.clear();
    }
}
