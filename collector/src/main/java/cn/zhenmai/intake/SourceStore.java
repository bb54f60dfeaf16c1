package cn.zhenmai.intake;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Schema;
import cn.zhenmai.store.Work;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sources and what the office says of them; their keys are {@link SourceKeyStore}'s. */
public final class SourceStore {

    private static final String COLUMNS = """
            SELECT id, name, rank, off_roster, owner, cadence_minutes, rows_per_second, types, classes, is_signed, is_revoked
            FROM source
            """;

    private final Database database;
    private final InstantSource machineClock;
    private final InstantSource schoolClock;
    private final SourceKeys keys;

    /** One with its keys, as people see it: never a hash. */
    public record Listed(SourceSettings settings, List<SourceKeyStore.Shown> keys) {}

    /** Where the school's time is the machine's. */
    public SourceStore(Database database, InstantSource clock) {
        this(database, clock, clock);
    }

    /**
     * @param machineClock of keys and signatures
     * @param schoolClock from when on a source is expected
     */
    public SourceStore(Database database, InstantSource machineClock, InstantSource schoolClock) {
        this.database = database;
        this.machineClock = machineClock;
        this.schoolClock = schoolClock;
        this.keys = new SourceKeys(database, machineClock);
    }

    /** Who shows a key. */
    SourceKeys keys() {
        return keys;
    }

    /** Creates the source, or gives an existing one a new key instead of those that it had. The key's text is only ever here. */
    public Future<String> create(String id, String name, int rank, boolean offRoster, Set<String> types) {
        SourceSettings settings = SourceSettings.of(id, name, rank, offRoster, types);
        return changing(id, c -> {
            if (!insert(c, settings)) {
                update(c, settings);
                SourceKeyStore.revokeAll(c, id, machineClock.instant());
            }
            return SourceKeyStore.add(c, id, null, machineClock.instant()).orElseThrow();
        });
    }

    /** A new source with its first key; empty where there is one of that id. */
    public Future<Optional<String>> add(SourceSettings settings, Instant expiresAt) {
        return changing(
                settings.id(),
                c -> insert(c, settings)
                        ? SourceKeyStore.add(c, settings.id(), expiresAt, machineClock.instant())
                        : Optional.empty());
    }

    /** False where there is none of that id. */
    public Future<Boolean> change(SourceSettings settings) {
        return changing(settings.id(), c -> update(c, settings));
    }

    /** One more key; empty where two live already. The source is there. */
    public Future<Optional<String>> addKey(String id, Instant expiresAt) {
        return changing(id, c -> SourceKeyStore.add(c, id, expiresAt, machineClock.instant()));
    }

    /** False where the source has no such live key. */
    public Future<Boolean> revokeKey(String id, int number) {
        return changing(id, c -> SourceKeyStore.revoke(c, id, number, machineClock.instant()));
    }

    private <T> Future<T> changing(String id, Work<T> work) {
        return database.transact(work).onSuccess(done -> keys.forget(id));
    }

    /** All by name, or an owner's own. */
    public static List<Listed> list(Connection connection, String owner) throws SQLException {
        String sql = COLUMNS + "WHERE school_id = ? AND (?::text IS NULL OR owner = ?) ORDER BY name, id";
        List<Listed> listed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, owner);
            select.setString(3, owner);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    SourceSettings settings = settings(row);
                    listed.add(new Listed(settings, SourceKeyStore.list(connection, settings.id())));
                }
            }
        }
        return listed;
    }

    public static Optional<SourceSettings> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + "WHERE school_id = ? AND id = ?")) {
            select.setShort(1, Schema.SCHOOL_ID);
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(settings(row)) : Optional.empty();
            }
        }
    }

    private static SourceSettings settings(ResultSet row) throws SQLException {
        int cadence = row.getInt(6);
        boolean isExpected = !row.wasNull();
        return new SourceSettings(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getBoolean(4),
                row.getString(5),
                isExpected ? cadence : null,
                row.getInt(7),
                texts(row, 8),
                texts(row, 9),
                row.getBoolean(10),
                row.getBoolean(11));
    }

    private static Set<String> texts(ResultSet row, int column) throws SQLException {
        Array texts = row.getArray(column);
        return texts == null ? null : Set.of((String[]) texts.getArray());
    }

    private boolean insert(Connection connection, SourceSettings settings) throws SQLException {
        String sql = """
                INSERT INTO source (name, rank, off_roster, owner, cadence_minutes, rows_per_second, types, classes,
                                    is_signed, is_revoked, school_id, id, created_at, expected_from)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            set(insert, settings);
            insert.setObject(13, machineClock.instant().atOffset(ZoneOffset.UTC));
            insert.setObject(14, schoolClock.instant().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    @CanIgnoreReturnValue
    private boolean update(Connection connection, SourceSettings settings) throws SQLException {
        expect(connection, settings);
        String sql = """
                UPDATE source SET name = ?, rank = ?, off_roster = ?, owner = ?, cadence_minutes = ?, rows_per_second = ?,
                                  types = ?, classes = ?, is_signed = ?, is_revoked = ?
                WHERE school_id = ? AND id = ?
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, settings);
            return update.executeUpdate() == 1;
        }
    }

    /** Another cadence is expected from now on. */
    private void expect(Connection connection, SourceSettings settings) throws SQLException {
        String sql = "UPDATE source SET expected_from = ?"
                + " WHERE school_id = ? AND id = ? AND cadence_minutes IS DISTINCT FROM ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, schoolClock.instant().atOffset(ZoneOffset.UTC));
            update.setShort(2, Schema.SCHOOL_ID);
            update.setString(3, settings.id());
            update.setObject(4, settings.cadenceMinutes(), Types.INTEGER);
            update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, SourceSettings settings) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setString(1, settings.name());
        statement.setInt(2, settings.rank());
        statement.setBoolean(3, settings.offRoster());
        statement.setString(4, settings.owner());
        statement.setObject(5, settings.cadenceMinutes(), Types.INTEGER);
        statement.setInt(6, settings.rowsPerSecond());
        statement.setArray(7, array(connection, settings.types()));
        statement.setArray(8, array(connection, settings.classes()));
        statement.setBoolean(9, settings.signed());
        statement.setBoolean(10, settings.revoked());
        statement.setShort(11, Schema.SCHOOL_ID);
        statement.setString(12, settings.id());
    }

    private static Array array(Connection connection, Set<String> texts) throws SQLException {
        return texts == null ? null : connection.createArrayOf("text", texts.toArray());
    }
}
