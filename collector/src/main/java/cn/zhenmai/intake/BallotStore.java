package cn.zhenmai.intake;

import cn.zhenmai.observation.Ballot;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Schema;
import cn.zhenmai.store.Source;
import cn.zhenmai.store.SourceDayStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 学生期终评教. Who has answered goes to one table and what was answered to another, in two transactions and with no key between. An
 * answer is final and is never logged; a token that is unknown, used or out of its window is refused alike.
 */
public final class BallotStore {

    private static final int TOKEN_BYTES = 24;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public BallotStore(Database database) {
        this.database = database;
    }

    /** One-time tokens by student. A student who has one already gets none. {@code closesOn} is the first day too late. */
    public Future<Map<String, String>> issue(
            String offering, String teacher, LocalDate opensOn, LocalDate closesOn, Collection<String> students) {
        return database.transact(c -> {
            Map<String, String> tokens = new LinkedHashMap<>();
            String sql = """
                    INSERT INTO ballot_token (school_id, token_hash, student_id, offering_id, teacher_id, opens_on, closes_on)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """;
            try (PreparedStatement insert = c.prepareStatement(sql)) {
                for (String student : students) {
                    byte[] secret = new byte[TOKEN_BYTES];
                    random.nextBytes(secret);
                    String token = HexFormat.of().formatHex(secret);
                    insert.setShort(1, Schema.SCHOOL_ID);
                    insert.setBytes(2, SourceKey.sha256(token));
                    insert.setString(3, student);
                    insert.setString(4, offering);
                    insert.setString(5, teacher);
                    insert.setObject(6, opensOn);
                    insert.setObject(7, closesOn);
                    if (insert.executeUpdate() == 1) {
                        tokens.put(student, token);
                    }
                }
            }
            return tokens;
        });
    }

    /** Rows that were no ballots at all. */
    Future<Void> reject(Source source, Instant now, int rows) {
        return rows == 0
                ? Future.succeededFuture()
                : database.transact(c -> {
                    count(c, source, now, 0, rows);
                    return null;
                });
    }

    /** True when the ballot was taken; false when its token doesn't allow it. That a source sent one counts with the token, not the answer. */
    Future<Boolean> answer(Ballot ballot, LocalDate today, Source source, Instant now) {
        Future<Boolean> marked = database.transact(c -> {
            boolean isMarked = mark(c, ballot, today);
            count(c, source, now, isMarked ? 1 : 0, isMarked ? 0 : 1);
            return isMarked;
        });
        return marked.compose(isAllowed -> {
            if (!isAllowed) {
                return Future.succeededFuture(false);
            }
            return database.transact(c -> keep(c, ballot))
                    .recover(lost -> reopen(ballot, source, now).transform(done -> Future.failedFuture(lost)));
        });
    }

    private static void count(Connection connection, Source source, Instant now, int stored, int rejected)
            throws SQLException {
        Receipt receipt = new Receipt("", stored + rejected, stored, 0, 0, rejected, 0, List.of(), 0);
        SourceDayStore.add(connection, List.of(SourceDayStore.Day.of(source.id(), now, receipt)));
    }

    private static boolean mark(Connection connection, Ballot ballot, LocalDate today) throws SQLException {
        String sql = """
                UPDATE ballot_token SET answered_on = ?
                WHERE school_id = ? AND token_hash = ? AND offering_id = ? AND teacher_id = ? AND answered_on IS NULL
                  AND opens_on <= ? AND closes_on > ?
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, today);
            update.setShort(2, Schema.SCHOOL_ID);
            update.setBytes(3, SourceKey.sha256(ballot.token()));
            update.setString(4, ballot.offering());
            update.setString(5, ballot.teacher());
            update.setObject(6, today);
            update.setObject(7, today);
            return update.executeUpdate() == 1;
        }
    }

    private static boolean keep(Connection connection, Ballot ballot) throws SQLException {
        String sql = "INSERT INTO ballot_answer (school_id, offering_id, teacher_id, items) VALUES (?, ?, ?, ?::jsonb)";
        JsonObject items = new JsonObject();
        for (Map.Entry<String, BigDecimal> item : ballot.items().entrySet()) {
            items.put(item.getKey(), item.getValue());
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, Schema.SCHOOL_ID);
            insert.setString(2, ballot.offering());
            insert.setString(3, ballot.teacher());
            insert.setString(4, items.encode());
            return insert.executeUpdate() == 1;
        }
    }

    /** The answer could not be kept, so the token is given back. */
    private Future<Integer> reopen(Ballot ballot, Source source, Instant now) {
        return database.transact(c -> {
            count(c, source, now, -1, 0);
            String sql = "UPDATE ballot_token SET answered_on = NULL WHERE school_id = ? AND token_hash = ?";
            try (PreparedStatement update = c.prepareStatement(sql)) {
                update.setShort(1, Schema.SCHOOL_ID);
                update.setBytes(2, SourceKey.sha256(ballot.token()));
                return update.executeUpdate();
            }
        });
    }
}
