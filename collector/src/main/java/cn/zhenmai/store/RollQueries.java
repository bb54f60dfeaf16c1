package cn.zhenmai.store;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.school.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which rolls have been called. Blocks; joins the caller's transaction. */
public final class RollQueries {

    public record Roll(String session, String classId) {}

    /** Those of these sessions' rolls that have been called, by whomever. */
    public Set<Roll> called(Connection connection, Collection<Session> sessions) throws SQLException {
        String sql = "select distinct session_id, class_id from roll_call"
                + " where school_id = ? and session_on = any (?::date[]) and session_id = any (?)";
        Object[] days = sessions.stream()
                .map(session -> session.id().plannedOn().toString())
                .distinct()
                .toArray();
        Object[] ids = sessions.stream().map(session -> session.id().toString()).toArray();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setArray(2, connection.createArrayOf("text", days));
            select.setArray(3, connection.createArrayOf("text", ids));
            try (ResultSet row = select.executeQuery()) {
                Set<Roll> rolls = new HashSet<>();
                while (row.next()) {
                    rolls.add(new Roll(row.getString("session_id"), row.getString("class_id")));
                }
                return rolls;
            }
        }
    }
}
