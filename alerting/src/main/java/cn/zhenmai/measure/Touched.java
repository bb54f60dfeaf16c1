package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The subjects that a step has moved, in the order in which it did; what only units and rolls hear of is gathered by place first. */
final class Touched {

    /** A step touches a few rolls; one that touches everything gives its memory back. */
    private static final int MOST_KEPT = 4_096;

    private final List<SubjectFacts> subjects = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    /** Used anew in each step. */
    private final List<Movement> movements = new ArrayList<>();

    private int moving;
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
        if (!isWatched[subject.kind().ordinal()]) {
            return;
        }
        Movement movement = subject.movement();
        if (movement == null) {
            movement = next();
            subject.moves(movement);
            subjects.add(subject);
        }
        movement.add(adds, removes, day, corrected);
    }

    /** Roll, session and units hear of it in {@link #spread}. */
    void touch(Place place, int adds, int removes, boolean corrected) {
        Movement movement = place.movement();
        if (movement == null) {
            movement = next();
            place.moves(movement);
            places.add(place);
        }
        movement.add(adds, removes, place.heldDay, corrected);
    }

    private Movement next() {
        if (moving == movements.size()) {
            movements.add(new Movement());
        }
        Movement next = movements.get(moving++);
        next.clear();
        return next;
    }

    /** Tells rolls, sessions and units what was moved at their places. */
    void spread() {
        for (Place place : places) {
            spread(place, place.roll);
            spread(place, place.roll.session());
            for (Tallies of : place.units()) {
                of.moved(place.heldDay);
                spread(place, of.owner);
            }
            place.moves(null);
        }
        places.clear();
    }

    private void spread(Place place, SubjectFacts to) {
        Movement movement = place.movement();
        touch(to, movement.added(), movement.removed(), place.heldDay, movement.isCorrected());
    }

    List<SubjectFacts> subjects() {
        return subjects;
    }

    void release() {
        subjects.forEach(subject -> subject.moves(null));
        subjects.clear();
        places.forEach(place -> place.moves(null));
        places.clear();
        moving = 0;
        if (movements.size() > MOST_KEPT) {
            movements.clear();
        }
    }
}
