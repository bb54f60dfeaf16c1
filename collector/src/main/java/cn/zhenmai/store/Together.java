package cn.zhenmai.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that go to the server at once and are answered at once. On a busy machine each wait for an answer costs more than the
 * statement: the thread has to get a processor again.
 */
public final class Together {

    /** Binds one statement's parameters, in their order. */
    public interface Values {
        void bind(Parameters to) throws SQLException;
    }

    /** Hears what one statement answered. */
    private interface Answer {
        void hear(PreparedStatement statement) throws SQLException;
    }

    /** Reads all rows. */
    public interface Rows {
        void read(ResultSet rows) throws SQLException;
    }

    /** Hears how many rows were touched. */
    public interface Count {
        void hear(int rows) throws SQLException;
    }

    private record Part(String sql, Values values, boolean isSelect, Answer answer) {}

    /** What is prepared once is prepared for a number of statements: longer lists go in pieces of one length. */
    private static final int AT_ONCE = 24;

    private final List<Part> parts = new ArrayList<>();

    /** A statement whose count of rows says nothing. */
    public void update(String sql, Values values) {
        update(sql, values, rows -> {});
    }

    public void update(String sql, Values values, Count count) {
        parts.add(new Part(sql, values, false, statement -> count.hear(statement.getUpdateCount())));
    }

    public void select(String sql, Values values, Rows rows) {
        parts.add(new Part(sql, values, true, statement -> {
            try (ResultSet set = statement.getResultSet()) {
                rows.read(set);
            }
        }));
    }

    /** Joins the caller's transaction, and begins anew. Nothing where nothing was given. */
    public void run(Connection connection) throws SQLException {
        for (int from = 0; from < parts.size(); from += AT_ONCE) {
            run(connection, parts.subList(from, Math.min(parts.size(), from + AT_ONCE)));
        }
        parts.clear();
    }

    private static void run(Connection connection, List<Part> some) throws SQLException {
        String sql = String.join(";\n", some.stream().map(Part::sql).toList());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(statement);
            for (Part part : some) {
                part.values.bind(parameters);
            }
            boolean hasRows = statement.execute();
            for (int i = 0; i < some.size(); i++) {
                if (i > 0) {
                    hasRows = statement.getMoreResults();
                }
                if (hasRows != some.get(i).isSelect) {
                    throw new SQLException("answers out of order: " + some.get(i).sql);
                }
                some.get(i).answer.hear(statement);
            }
        }
    }
}
