package cn.zhenmai.access;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/** Who was shown whose data, and when. Written in one batch, in the caller's transaction, before the bytes leave. */
public final class AuditStore {

    /** {@code what} is a method and path pattern, or a live topic. */
    public record Read(Instant at, String account, String what, Collection<String> students) {}

    public void add(Connection connection, List<Read> reads) throws SQLException {
        if (reads.isEmpty()) {
            return;
        }
        String sql = "insert into audit (school_id, at, account, what, students) values (?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Read read : reads) {
                insert.setShort(1, SCHOOL_ID);
                insert.setObject(2, read.at().atOffset(ZoneOffset.UTC));
                insert.setString(3, read.account());
                insert.setString(4, read.what());
                insert.setArray(
                        5, connection.createArrayOf("text", read.students().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
