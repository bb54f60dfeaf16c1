package cn.zhenmai.measure;

import cn.zhenmai.measure.Amount.OfCheck;
import cn.zhenmai.observation.Observation.LessonCheck;
import java.math.BigDecimal;

/** What one lesson check says of one student. */
final class Checks {

    /** Decimals of a score that take part in sums and comparisons. */
    private static final int SCORE_SCALE = 4;

    private static final Threshold PASS = new Threshold(3, 5);

    private Checks() {}

    static boolean isTaken(LessonCheck check) {
        return check.state() == LessonCheck.State.TAKEN || check.state() == LessonCheck.State.MAKEUP;
    }

    static boolean isMarked(LessonCheck check) {
        return isTaken(check)
                && check.score() != null
                && check.max() != null
                && check.max().signum() > 0;
    }

    static boolean isPassed(LessonCheck check, Threshold pass) {
        return pass.compare(scaled(check.score()), scaled(check.max())) >= 0;
    }

    private static long scaled(BigDecimal value) {
        return value.movePointRight(SCORE_SCALE).longValue();
    }

    static long of(OfCheck amount, LessonCheck check) {
        return switch (amount) {
            case DUE -> check.state() == LessonCheck.State.EXEMPT ? 0 : 1;
            case TAKEN -> isTaken(check) ? 1 : 0;
            case MARKED -> isMarked(check) ? 1 : 0;
            case PASSED -> isMarked(check) && isPassed(check, PASS) ? 1 : 0;
            case SCORE -> isMarked(check) ? scaled(check.score()) : 0;
            case MAX_SCORE -> isMarked(check) ? scaled(check.max()) : 0;
        };
    }

    static void count(Sums sums, LessonCheck check, int sign) {
        for (OfCheck amount : OfCheck.values()) {
            sums.add(amount, sign * of(amount, check));
        }
    }
}
