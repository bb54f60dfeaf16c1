package cn.zhenmai.store;

import cn.zhenmai.school.Session;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;

/** What JDBC leaves to say about times and arrays. */
final class Sql {

    private Sql() {}

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime offset(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static void texts(PreparedStatement statement, int index, Collection<String> values) throws SQLException {
        array(statement, index, "text", values.toArray());
    }

    static void dates(PreparedStatement statement, int index, Collection<LocalDate> values) throws SQLException {
        array(statement, index, "date", values.stream().map(LocalDate::toString).toArray());
    }

    /** Planned days of the sessions, at {@code index}, and their ids behind it. */
    static void sessions(PreparedStatement statement, int index, Collection<Session> sessions) throws SQLException {
        dates(
                statement,
                index,
                sessions.stream()
                        .map(session -> session.id().plannedOn())
                        .distinct()
                        .toList());
        texts(
                statement,
                index + 1,
                sessions.stream().map(session -> session.id().toString()).toList());
    }

    static void instants(PreparedStatement statement, int index, Collection<Instant> values) throws SQLException {
        array(
                statement,
                index,
                "timestamptz",
                values.stream().map(Instant::toString).toArray());
    }

    private static void array(PreparedStatement statement, int index, String type, Object[] values)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(index, connection.createArrayOf(type, values));
    }

    /** Null where the column is. */
    static Set<String> optionalTexts(ResultSet row, int column) throws SQLException {
        Array texts = row.getArray(column);
        return texts == null ? null : Set.of((String[]) texts.getArray());
    }

    static Integer optionalInt(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}
