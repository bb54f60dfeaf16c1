package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import java.util.Set;

/** What one observation adds to a numerator or a denominator. */
public sealed interface Amount {

    /** Attendance: 1 for each student and session with one of the statuses. */
    record Times(Statuses statuses) implements Amount {
        Times(Set<Status> statuses) {
            this(new Statuses(statuses));
        }
    }

    /** Attendance: the session's period equivalent, for each with one of the statuses. */
    record Periods(Statuses statuses) implements Amount {
        Periods(Set<Status> statuses) {
            this(new Statuses(statuses));
        }
    }

    /** Attendance: the periods missed without leave (of ABSENT, or said of a LATE or EARLY). */
    record MissedPeriods() implements Amount {}

    /** Attendance: expected periods less the missed ones, nothing for who was on leave: periods that were attended. */
    record AttendedPeriods() implements Amount {}

    /** Attendance: minutes late or left early. */
    record LateMinutes() implements Amount {}

    /** What every subject keeps by day, whatever it does with attendance. */
    sealed interface OfDay extends Amount {

        /** How many of them there are. */
        int COUNT = OfCheck.values().length + OfResult.values().length + OfTeacher.values().length;

        /** Its own place among them. */
        int place();
    }

    /** Lesson checks, by student and check. */
    enum OfCheck implements OfDay {
        /** Not exempt. */
        DUE,
        /** Taken or made up. */
        TAKEN,
        /** Taken or made up, and marked. */
        MARKED,
        /** Marked, and at least 60 % of the points. */
        PASSED,
        /** Points scored, of the marked ones, in 1/10,000. */
        SCORE,
        /** Points that could be scored, of the marked ones, in 1/10,000. */
        MAX_SCORE;

        @Override
        public int place() {
            return ordinal();
        }
    }

    /** Results of courses, by student and offering, on the day on which they were recorded, at the latest the last of the term. */
    enum OfResult implements OfDay {
        GIVEN,
        PASSED;

        @Override
        public int place() {
            return OfCheck.values().length + ordinal();
        }
    }

    /** Teachers in their sessions, as far as anybody saw. */
    enum OfTeacher implements OfDay {
        /** Sessions of which it was said how the teacher came. */
        SEEN,
        /** Late, or left early. */
        LATE,
        ABSENT_PERIODS;

        @Override
        public int place() {
            return OfCheck.values().length + OfResult.values().length + ordinal();
        }
    }

    /** Rolls, by session and class; {@link RollDays} packs them in this order. */
    enum OfRoll implements Amount {
        /** Held, with somebody on the roster, and past its deadline. */
        HELD,
        /** Called, or everybody has a status. */
        CALLED,
        /** Called within fifteen minutes of the start. */
        PROMPT
    }

    /** What offerings keep one by one: few, and read when they are asked for. */
    sealed interface OfOffering extends Amount {}

    /** Teachers' monthly evaluations of learning, by item. */
    enum OfEvaluation implements OfOffering {
        /** 1…5, in 1/10,000. */
        SCORE,
        /** 1 an item, in 1/10,000. */
        ITEMS
    }

    /** Students' ballots at the end of the term, by offering and teacher. */
    enum OfBallots implements OfOffering {
        INVITED,
        ANSWERED,
        /** Mean of 1…5 times answers, where there is a mean, in 1/10,000. */
        SCORE,
        /** Answers where there is a mean, in 1/10,000. */
        SCORED
    }
}
