package cn.zhenmai.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What became of each request. */
public final class ReceiptStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<List<Receipt.RowError>> ERRORS = new TypeReference<>() {};

    private ReceiptStore() {}

    static String errors(Receipt receipt) {
        if (receipt.errors().isEmpty()) {
            return "[]";
        }
        try {
            return MAPPER.writeValueAsString(receipt.errors());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Only the source's own; {@code source} null = anyone's. */
    public static Optional<Receipt> find(Connection connection, String receipt, String source) throws SQLException {
        String sql = """
                SELECT receipt, received_count, stored_count, corrected_count, duplicate_count, rejected_count,
                       quarantined_count, errors, sequence
                FROM receipt WHERE school_id = ? AND receipt = ? AND (?::text IS NULL OR source_id = ?)
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, receipt);
            select.setString(3, source);
            select.setString(4, source);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(receipt(row)) : Optional.empty();
            }
        }
    }

    /** Those of these ids that exist, in the order of the journal. */
    public static List<Receipt> findAll(Connection connection, Collection<String> ids) throws SQLException {
        String sql = """
                SELECT receipt, received_count, stored_count, corrected_count, duplicate_count, rejected_count,
                       quarantined_count, errors, sequence
                FROM receipt WHERE school_id = ? AND receipt = ANY (?) ORDER BY sequence, received_at
                """;
        List<Receipt> receipts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            Sql.texts(select, 2, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    receipts.add(receipt(row));
                }
            }
        }
        return receipts;
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        try {
            return new Receipt(
                    row.getString(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    MAPPER.readValue(row.getString(8), ERRORS),
                    row.getLong(9));
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }
}
