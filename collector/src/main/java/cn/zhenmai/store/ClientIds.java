package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The ids that the rows of one batch carry, held against those of the last ten days. Batches without ids cost nothing here. */
final class ClientIds {

    static final Duration KEPT = Duration.ofDays(10);

    private static final int DIGEST_BYTES = 16;

    /** Whether a row came before under its id. */
    enum Seen {
        NEVER,
        SAME,
        /** The id stood for something else. */
        OTHERWISE
    }

    private record Key(String source, String id) {}

    private final Instant now;
    private final Map<Key, String> digests = new HashMap<>();
    private final CopyRows added = new CopyRows("client_id");

    private ClientIds(Instant now) {
        this.now = now;
    }

    /** Reads what is known of the ids in these entries, in at most two statements. */
    static ClientIds load(Connection connection, List<Entry> entries, Instant now) throws SQLException {
        List<Key> asked = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Facts facts) {
                for (Entry.Row row : facts.rows()) {
                    if (row.clientId() != null) {
                        asked.add(new Key(facts.source().id(), row.clientId()));
                    }
                }
            }
        }
        ClientIds ids = new ClientIds(now);
        if (!asked.isEmpty()) {
            ids.read(connection, asked);
        }
        return ids;
    }

    private void read(Connection connection, List<Key> asked) throws SQLException {
        String sql = """
                SELECT c.source_id, c.client_id, c.digest, c.expires_at FROM unnest(?, ?) AS k(source_id, client_id)
                JOIN client_id c ON c.school_id = ? AND c.source_id = k.source_id AND c.client_id = k.client_id
                """;
        List<Key> expired = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, asked);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Key key = new Key(row.getString(1), row.getString(2));
                    if (Sql.instant(row, 4).isAfter(now)) {
                        digests.put(key, row.getString(3));
                    } else {
                        expired.add(key);
                    }
                }
            }
        }
        if (!expired.isEmpty()) {
            forget(connection, expired);
        }
    }

    private static void forget(Connection connection, List<Key> expired) throws SQLException {
        String sql = """
                DELETE FROM client_id c USING unnest(?, ?) AS k(source_id, client_id)
                WHERE c.school_id = ? AND c.source_id = k.source_id AND c.client_id = k.client_id
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            bind(delete, expired);
            delete.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, List<Key> keys) throws SQLException {
        Sql.texts(statement, 1, keys.stream().map(Key::source).toList());
        Sql.texts(statement, 2, keys.stream().map(Key::id).toList());
        statement.setShort(3, Schema.SCHOOL_ID);
    }

    /** A row without an id was never seen. */
    Seen seen(String source, Entry.Row row) {
        if (row.clientId() == null) {
            return Seen.NEVER;
        }
        String known = digests.get(new Key(source, row.clientId()));
        if (known == null) {
            return Seen.NEVER;
        }
        return known.equals(digest(row.observation())) ? Seen.SAME : Seen.OTHERWISE;
    }

    /** The row was taken, or set aside: under its id it is known from now on. */
    void keep(String source, Entry.Row row) {
        if (row.clientId() == null) {
            return;
        }
        String digest = digest(row.observation());
        digests.put(new Key(source, row.clientId()), digest);
        added.int2("school_id", (int) Schema.SCHOOL_ID)
                .text("source_id", source)
                .text("client_id", row.clientId())
                .text("digest", digest)
                .instant("expires_at", now.plus(KEPT))
                .endRow();
    }

    void send(Connection connection) throws SQLException {
        added.send(connection);
    }

    private static String digest(Observation observation) {
        byte[] text = ObservationWriter.writeTimeless(observation).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(Arrays.copyOf(whole, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** Removes some that have expired; answers how many. */
    static int sweep(Connection connection, Instant now, int most) throws SQLException {
        String sql = """
                DELETE FROM client_id WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM client_id WHERE expires_at <= ? ORDER BY expires_at LIMIT ?))
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, Sql.offset(now));
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }
}
