package cn.zhenmai.intake.file;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.store.Source;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A registered source and the types that it may send, null = all. */
record Sender(String id, String name, Source source, List<String> types) {
    boolean maySend(String type) {
        return types == null || types.contains(type);
    }

    /** All that are not revoked, by name. Blocks; joins the caller's transaction. */
    static List<Sender> all(Connection connection) throws SQLException {
        String sql =
                "SELECT id, name, rank, off_roster, types, classes FROM source WHERE school_id = ? AND NOT is_revoked"
                        + " ORDER BY name, id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                List<Sender> senders = new ArrayList<>();
                while (row.next()) {
                    Array types = row.getArray(5);
                    Array classes = row.getArray(6);
                    senders.add(new Sender(
                            row.getString(1),
                            row.getString(2),
                            new Source(
                                    row.getString(1),
                                    row.getInt(3),
                                    row.getBoolean(4),
                                    classes == null ? null : Set.of((String[]) classes.getArray())),
                            types == null ? null : List.of((String[]) types.getArray())));
                }
                return senders;
            }
        }
    }
}
