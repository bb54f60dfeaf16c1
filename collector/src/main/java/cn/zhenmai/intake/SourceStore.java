package cn.zhenmai.intake;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Schema;
import cn.zhenmai.store.Source;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sources and their keys. A key is random and shown once; what is kept is its hash, so a plain SHA-256 is enough. Found ones are
 * remembered, and there are never more of them than sources.
 */
public final class SourceStore {

    /** Rows a second that a source may send, on average. */
    public static final int DEFAULT_ROWS_PER_SECOND = 5_000;

    private static final String PREFIX = "zk_";
    private static final int KEY_BYTES = 32;

    private final Database database;
    private final InstantSource machineClock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** A source that has shown its key; {@code types} null = it may send all. */
    public record Known(Source source, String name, Set<String> types, int rowsPerSecond, KeyHash hash) {}

    /** Compared in constant time only. */
    public static final class KeyHash {
        private final byte[] hash;

        private KeyHash(byte[] hash) {
            this.hash = hash;
        }

        boolean matches(String key) {
            return MessageDigest.isEqual(hash, sha256(key));
        }
    }

    public SourceStore(Database database, InstantSource machineClock) {
        this.database = database;
        this.machineClock = machineClock;
    }

    /** Creates the source, or gives an existing one a new key. The key's text is only ever here: zk_&lt;id&gt;_&lt;random&gt;. */
    public Future<String> create(String id, String name, int rank, boolean offRoster, Set<String> types) {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        String key = PREFIX + id + "_" + HexFormat.of().formatHex(secret);
        return database.transact(c -> {
                    insert(c, id, name, rank, offRoster, types, sha256(key));
                    return key;
                })
                .onSuccess(created -> known.remove(id));
    }

    private void insert(
            Connection connection, String id, String name, int rank, boolean offRoster, Set<String> types, byte[] hash)
            throws SQLException {
        String sql = """
                INSERT INTO source (school_id, id, name, rank, off_roster, types, key_hash, rows_per_second, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (school_id, id) DO UPDATE SET name = excluded.name, rank = excluded.rank,
                    off_roster = excluded.off_roster, types = excluded.types, key_hash = excluded.key_hash
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, Schema.SCHOOL_ID);
            insert.setString(2, id);
            insert.setString(3, name);
            insert.setInt(4, rank);
            insert.setBoolean(5, offRoster);
            insert.setArray(6, types == null ? null : connection.createArrayOf("text", types.toArray()));
            insert.setBytes(7, hash);
            insert.setInt(8, DEFAULT_ROWS_PER_SECOND);
            insert.setObject(9, machineClock.instant().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** The source whose key this is. */
    public Future<Optional<Known>> find(String key) {
        int end = key.lastIndexOf('_');
        if (!key.startsWith(PREFIX) || end <= PREFIX.length() || key.length() > 300) {
            return Future.succeededFuture(Optional.empty());
        }
        String id = key.substring(PREFIX.length(), end);
        Known found = known.get(id);
        Future<Optional<Known>> source = found != null
                ? Future.succeededFuture(Optional.of(found))
                : database.transact(c -> read(c, id)).onSuccess(read -> read.ifPresent(one -> known.put(id, one)));
        return source.map(one -> one.filter(known -> known.hash().matches(key)));
    }

    private static Optional<Known> read(Connection connection, String id) throws SQLException {
        String sql = """
                SELECT id, rank, off_roster, name, types, rows_per_second, key_hash
                FROM source WHERE school_id = ? AND id = ?
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Array types = row.getArray(5);
                return Optional.of(new Known(
                        new Source(row.getString(1), row.getInt(2), row.getBoolean(3)),
                        row.getString(4),
                        types == null ? null : Set.of((String[]) types.getArray()),
                        row.getInt(6),
                        new KeyHash(row.getBytes(7))));
            }
        }
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
