package cn.zhenmai.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;

/** The parameters of one or more statements, bound one after the other. */
public final class Parameters {

    private final PreparedStatement statement;
    private int index = 1;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    public void school() throws SQLException {
        statement.setShort(index++, Schema.SCHOOL_ID);
    }

    public void text(String value) throws SQLException {
        statement.setString(index++, value);
    }

    public void bool(boolean value) throws SQLException {
        statement.setBoolean(index++, value);
    }

    public void int4(int value) throws SQLException {
        statement.setInt(index++, value);
    }

    public void int8(long value) throws SQLException {
        statement.setLong(index++, value);
    }

    public void date(LocalDate value) throws SQLException {
        statement.setObject(index++, value);
    }

    public void instant(Instant value) throws SQLException {
        statement.setObject(index++, value == null ? null : Sql.offset(value), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    public void bytes(byte[] value) throws SQLException {
        statement.setBytes(index++, value);
    }

    public void texts(Collection<String> values) throws SQLException {
        Sql.texts(statement, index++, values);
    }

    public void dates(Collection<LocalDate> values) throws SQLException {
        Sql.dates(statement, index++, values);
    }

    public void instants(Collection<Instant> values) throws SQLException {
        Sql.instants(statement, index++, values);
    }

    public void int8s(Collection<Long> values) throws SQLException {
        statement.setArray(index++, statement.getConnection().createArrayOf("bigint", values.toArray()));
    }
}
