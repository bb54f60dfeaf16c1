package cn.zhenmai.intake;

import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.ObservationFields;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Schema;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What has become of the ballots, as of the beginning of a day: of an open window how many came back on the days before, of a closed one
 * the mean too. Whole days only, so that nobody reads from a number who has just answered.
 */
final class BallotCount {

    /** Windows that have begun, of which something else is to be told than what was told last. */
    private static final String UNTOLD = """
            WITH given AS (
              SELECT offering_id, teacher_id, max(closes_on) AS closes_on, count(*)::int AS invited_count,
                     (count(*) FILTER (WHERE answered_on < ?))::int AS answered_count
              FROM ballot_token WHERE school_id = ? AND opens_on < ? GROUP BY offering_id, teacher_id)
            SELECT g.* FROM given g
            LEFT JOIN ballot_summary b ON b.school_id = ? AND b.offering_id = g.offering_id AND b.teacher_id = g.teacher_id
            WHERE b.fact_key IS NULL
               OR (b.closes_on, b.invited_count, b.answered_count) <> (g.closes_on, g.invited_count, g.answered_count)
               OR g.closes_on <= ? AND b.recorded_at < (g.closes_on::timestamp AT TIME ZONE 'Asia/Shanghai')
            ORDER BY 1, 2
            """;

    /** Reads the answers and lays them down again in another order: where they lie tells no longer which came first. */
    private static final String SHUFFLE = """
            WITH taken AS (DELETE FROM ballot_answer WHERE school_id = ? AND offering_id = ? AND teacher_id = ? RETURNING items)
            INSERT INTO ballot_answer (school_id, offering_id, teacher_id, items)
            SELECT ?, ?, ?, items FROM taken ORDER BY gen_random_uuid() RETURNING items
            """;

    private BallotCount() {}

    /** {@code today} by the school's calendar. */
    static List<BallotSummary> untold(Connection connection, LocalDate today) throws SQLException {
        List<BallotSummary> untold = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(UNTOLD)) {
            select.setObject(1, today);
            select.setShort(2, Schema.SCHOOL_ID);
            select.setObject(3, today);
            select.setShort(4, Schema.SCHOOL_ID);
            select.setObject(5, today);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    untold.add(summary(connection, row, today));
                }
            }
        }
        return untold;
    }

    private static BallotSummary summary(Connection connection, ResultSet row, LocalDate today) throws SQLException {
        String offering = row.getString(1);
        String teacher = row.getString(2);
        LocalDate closesOn = row.getObject(3, LocalDate.class);
        boolean isClosed = !closesOn.isAfter(today);
        Instant midnight = today.atStartOfDay(School.ZONE).toInstant();
        return new BallotSummary(
                offering,
                teacher,
                closesOn,
                row.getInt(4),
                row.getInt(5),
                isClosed ? mean(shuffle(connection, offering, teacher)) : null,
                midnight);
    }

    /** One number a ballot: the mean of its items. */
    private static List<BigDecimal> shuffle(Connection connection, String offering, String teacher)
            throws SQLException {
        List<BigDecimal> scores = new ArrayList<>();
        try (PreparedStatement shuffle = connection.prepareStatement(SHUFFLE)) {
            for (int first : new int[] {1, 4}) {
                shuffle.setShort(first, Schema.SCHOOL_ID);
                shuffle.setString(first + 1, offering);
                shuffle.setString(first + 2, teacher);
            }
            try (ResultSet row = shuffle.executeQuery()) {
                while (row.next()) {
                    scores.add(score(new JsonObject(row.getString(1))));
                }
            }
        }
        return scores;
    }

    private static BigDecimal score(JsonObject items) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, Object> item : items) {
            sum = sum.add(new BigDecimal(item.getValue().toString()));
        }
        return sum.divide(BigDecimal.valueOf(items.size()), 8, RoundingMode.HALF_UP);
    }

    /** Without the lowest and the highest twentieth, to four decimals; null for fewer than {@link BallotSummary#FEWEST_ANSWERS}. */
    static BigDecimal mean(List<BigDecimal> scores) {
        if (scores.size() < BallotSummary.FEWEST_ANSWERS) {
            return null;
        }
        int trimmed = scores.size() / 20;
        List<BigDecimal> kept = scores.stream().sorted().toList().subList(trimmed, scores.size() - trimmed);
        BigDecimal sum = kept.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return ObservationFields.plain(sum.divide(BigDecimal.valueOf(kept.size()), 4, RoundingMode.HALF_UP));
    }
}
