package cn.zhenmai.alert;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The where-clause of an {@link AlertFilter} with its parameters; only fixed text is ever put together. */
final class AlertSelect {

    private final StringBuilder where = new StringBuilder(" where a.school_id = ?");
    private final List<Object> parameters = new ArrayList<>(List.of(SCHOOL_ID));

    static AlertSelect of(AlertFilter filter) {
        AlertSelect select = new AlertSelect();
        select.scope(filter.scope());
        if (filter.levels() != null) {
            select.and(
                    "a.level = any (?)",
                    filter.levels().stream().map(Enum::name).collect(Collectors.toSet()));
        }
        if (filter.open() != null) {
            select.where.append(filter.open() ? " and a.condition <> 'ENDED'" : " and a.condition = 'ENDED'");
        }
        select.andEquals("a.condition", filter.condition());
        select.andEquals("a.student_id", filter.student());
        if (filter.classId() != null) {
            select.and("? = any (a.class_ids)", filter.classId());
        }
        select.andEquals("a.college_id", filter.college());
        select.andEquals("a.teacher_id", filter.teacher());
        select.andEquals("a.rule_id", filter.rule());
        select.andEquals("a.handling", filter.handling());
        return select;
    }

    private void scope(AlertScope scope) {
        if (scope.everything()) {
            return;
        }
        and(
                "(a.student_id = any (?)"
                        + " or a.class_ids && ?::text[] and (a.student_id is null or a.condition = 'ENDED')"
                        + " or a.college_id = any (?) or a.teacher_id = any (?))",
                scope.students(),
                scope.classes(),
                scope.colleges(),
                scope.teachers());
    }

    void and(String condition, Object... values) {
        where.append(" and ").append(condition);
        parameters.addAll(List.of(values));
    }

    private void andEquals(String column, Object value) {
        if (value != null) {
            and(column + " = ?", value instanceof Enum<?> name ? name.name() : value);
        }
    }

    PreparedStatement prepare(Connection c, String select, String rest) throws SQLException {
        PreparedStatement statement = c.prepareStatement(select + where + rest);
        int index = 1;
        for (Object value : parameters) {
            if (value instanceof Collection<?> many) {
                statement.setArray(index++, c.createArrayOf("text", many.toArray()));
            } else {
                statement.setObject(index++, value);
            }
        }
        return statement;
    }
}
