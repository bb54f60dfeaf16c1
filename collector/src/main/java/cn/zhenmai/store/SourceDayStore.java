package cn.zhenmai.store;

import cn.zhenmai.school.School;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of every row that a source sent, by school day: received = stored + corrected + duplicate + rejected + quarantined. Written
 * in the transaction of the facts themselves, as the receipts say it.
 */
public final class SourceDayStore {

    private SourceDayStore() {}

    /** @param released of the quarantined, what was taken after all */
    public record Day(
            String source,
            LocalDate on,
            long received,
            long stored,
            long corrected,
            long duplicate,
            long rejected,
            long quarantined,
            long released) {

        public static Day of(String source, Instant receivedAt, Receipt receipt) {
            return new Day(
                    source,
                    LocalDate.ofInstant(receivedAt, School.ZONE),
                    receipt.received(),
                    receipt.stored(),
                    receipt.corrected(),
                    receipt.duplicate(),
                    receipt.rejected(),
                    receipt.quarantined(),
                    0);
        }

        public Day plus(Day more) {
            return new Day(
                    source,
                    on,
                    received + more.received,
                    stored + more.stored,
                    corrected + more.corrected,
                    duplicate + more.duplicate,
                    rejected + more.rejected,
                    quarantined + more.quarantined,
                    released);
        }
    }

    private record Key(String source, LocalDate on) {}

    private static final String ADD = """
            INSERT INTO source_day AS d (school_id, source_id, on_day, received_count, stored_count, corrected_count,
                                         duplicate_count, rejected_count, quarantined_count, released_count)
            SELECT ?, k.*, 0 FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) AS k
            ON CONFLICT (school_id, source_id, on_day) DO UPDATE SET
                received_count = d.received_count + excluded.received_count,
                stored_count = d.stored_count + excluded.stored_count,
                corrected_count = d.corrected_count + excluded.corrected_count,
                duplicate_count = d.duplicate_count + excluded.duplicate_count,
                rejected_count = d.rejected_count + excluded.rejected_count,
                quarantined_count = d.quarantined_count + excluded.quarantined_count
            """;

    /** Adds to what the days have. In the order of their keys, so that two transactions never wait for each other in a circle. */
    public static void add(Connection connection, List<Day> days) throws SQLException {
        Together alone = new Together();
        add(alone, days);
        alone.run(connection);
    }

    static void add(Together with, List<Day> days) {
        Map<Key, Day> sums = new TreeMap<>(Comparator.comparing(Key::source).thenComparing(Key::on));
        days.forEach(day -> sums.merge(new Key(day.source(), day.on()), day, Day::plus));
        if (sums.isEmpty()) {
            return;
        }
        List<Day> inOrder = List.copyOf(sums.values());
        with.update(ADD, to -> {
            to.school();
            to.texts(inOrder.stream().map(Day::source).toList());
            to.dates(inOrder.stream().map(Day::on).toList());
            to.int8s(inOrder.stream().map(Day::received).toList());
            to.int8s(inOrder.stream().map(Day::stored).toList());
            to.int8s(inOrder.stream().map(Day::corrected).toList());
            to.int8s(inOrder.stream().map(Day::duplicate).toList());
            to.int8s(inOrder.stream().map(Day::rejected).toList());
            to.int8s(inOrder.stream().map(Day::quarantined).toList());
        });
    }

    /** A row that was quarantined then is taken after all. */
    record Release(String source, Instant receivedAt) {}

    static void release(Connection connection, List<Release> releases) throws SQLException {
        if (releases.isEmpty()) {
            return;
        }
        String sql = """
                UPDATE source_day SET released_count = released_count + 1
                WHERE school_id = ? AND source_id = ? AND on_day = ?
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Release release : releases) {
                update.setShort(1, Schema.SCHOOL_ID);
                update.setString(2, release.source());
                update.setObject(3, LocalDate.ofInstant(release.receivedAt(), School.ZONE));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Days from {@code from} on and before {@code until}, newest first; {@code source} null = all. */
    public static List<Day> list(Connection connection, String source, LocalDate from, LocalDate until)
            throws SQLException {
        String sql = """
                SELECT source_id, on_day, received_count, stored_count, corrected_count, duplicate_count, rejected_count,
                       quarantined_count, released_count
                FROM source_day
                WHERE school_id = ? AND on_day >= ? AND on_day < ? AND (?::text IS NULL OR source_id = ?)
                ORDER BY on_day DESC, source_id
                """;
        List<Day> days = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setObject(2, from);
            select.setObject(3, until);
            select.setString(4, source);
            select.setString(5, source);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(new Day(
                            row.getString(1),
                            row.getObject(2, LocalDate.class),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getLong(8),
                            row.getLong(9)));
                }
            }
        }
        return days;
    }
}
