package cn.zhenmai.alert;

import static cn.zhenmai.alert.AlertRows.at;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.alert.Response.Timed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How alerts were answered, from what people did with them. Joins the caller's transaction. */
public final class ResponseStore {

    private static final String BY_RULE = """
            with acts as (
                select alert_id, min(at) acknowledged, min(at) filter (where act <> 'ACKNOWLEDGE') acted,
                    min(at) filter (where act = 'CLOSE') closed
                from alert_handling where school_id = ? and act <> 'REOPEN' group by alert_id
            ), span as (
                select rule_id, subject_kind, subject_id, count(*) over (partition by rule_id, subject_kind, subject_id) times,
                    row_number() over (partition by rule_id, subject_kind, subject_id order by opened_sequence, alert_id) nth,
                    extract(epoch from acknowledged - opened_at) acknowledged, extract(epoch from acted - opened_at) acted,
                    extract(epoch from closed - opened_at) closed
                from alert left join acts using (alert_id)
                where school_id = ? and opened_at >= ? and opened_at < ?
            )
            select rule_id, count(*) opened,
                count(acknowledged), percentile_disc(0.5) within group (order by acknowledged),
                count(acted), percentile_disc(0.5) within group (order by acted),
                count(closed), percentile_disc(0.5) within group (order by closed),
                count(*) filter (where nth = 1), count(*) filter (where nth = 1 and times > 1)
            from span group by rule_id order by rule_id
            """;

    /** Of the alerts that opened in [from, until), by rule; rules without any are left out. */
    public List<Response> byRule(Connection connection, Instant from, Instant until) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_RULE)) {
            select.setShort(1, SCHOOL_ID);
            select.setShort(2, SCHOOL_ID);
            select.setObject(3, at(from));
            select.setObject(4, at(until));
            List<Response> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Response(
                            row.getString(1),
                            row.getLong(2),
                            timed(row, 3),
                            timed(row, 5),
                            timed(row, 7),
                            row.getLong(9),
                            row.getLong(10)));
                }
            }
            return found;
        }
    }

    private static Timed timed(ResultSet row, int column) throws SQLException {
        long count = row.getLong(column);
        return new Timed(count, count == 0 ? null : Math.round(row.getDouble(column + 1)));
    }
}
