package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One observation that a number rests on. Fields that do not apply are null; {@code count} is what it adds to the numerator, so the
 * sum of the counts is the numerator and, for rates and means, the number of items is the denominator.
 *
 * @param source whose version holds, and when it was received
 */
public record Item(
        String session,
        String offering,
        LocalDate heldOn,
        int firstPeriod,
        int periods,
        String student,
        Status status,
        BigDecimal count,
        String text,
        String source,
        Instant receivedAt) {

    Item sharing(TextPool pool) {
        return new Item(
                session,
                offering,
                heldOn,
                firstPeriod,
                periods,
                student,
                status,
                count,
                pool.of(text),
                source,
                receivedAt);
    }

    Item counting(BigDecimal other) {
        return new Item(
                session, offering, heldOn, firstPeriod, periods, student, status, other, text, source, receivedAt);
    }
}
