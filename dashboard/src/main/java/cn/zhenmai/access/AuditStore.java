package cn.zhenmai.access;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who was shown whose data, and when. Written in one batch, in the caller's transaction, before the bytes leave. */
public final class AuditStore {

    /** {@code what} is a method and path pattern, or a live topic. */
    public record Read(Instant at, String account, String what, Collection<String> students) {}

    private record Shown(Instant at, String what, List<String> students) {}

    /** Who was shown the same at the same moment is written by one statement; one account's several pages are one read. */
    public void add(Connection connection, List<Read> reads) throws SQLException {
        if (reads.isEmpty()) {
            return;
        }
        Map<Shown, Set<String>> accounts = new LinkedHashMap<>();
        for (Read read : reads) {
            accounts.computeIfAbsent(
                            new Shown(read.at(), read.what(), List.copyOf(read.students())),
                            none -> new LinkedHashSet<>())
                    .add(read.account());
        }
        String sql = "insert into audit (school_id, at, account, what, students) select ?, ?, k.account, ?, ?"
                + " from unnest(?) as k(account)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Map.Entry<Shown, Set<String>> each : accounts.entrySet()) {
                Shown shown = each.getKey();
                insert.setShort(1, SCHOOL_ID);
                insert.setObject(2, shown.at().atOffset(ZoneOffset.UTC));
                insert.setString(3, shown.what());
                insert.setArray(
                        4, connection.createArrayOf("text", shown.students().toArray()));
                insert.setArray(
                        5, connection.createArrayOf("text", each.getValue().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
