package cn.zhenmai.access;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** Sign-in sessions by the hash of their token. Blocks; joins the caller's transaction. */
final class SessionStore {

    private static final Duration TOUCH = Duration.ofMinutes(1);

    /** Of an account or of a device; the other is null. */
    record Owner(String account, String device) {}

    void add(Connection connection, String token, Owner owner, Instant now, Duration idle, Duration most)
            throws SQLException {
        String sql = "insert into sign_in_session"
                + " (school_id, token_sha256, account, device, created_at, used_at, idle_seconds, expires_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, SCHOOL_ID);
            insert.setBytes(2, Token.hash(token));
            insert.setString(3, owner.account());
            insert.setString(4, owner.device());
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.setObject(6, now.atOffset(ZoneOffset.UTC));
            insert.setInt(7, (int) idle.toSeconds());
            insert.setObject(8, now.plus(most).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Who holds the token, unless the session is over or its owner disabled or revoked. Marks it used, to the minute. */
    Optional<Identity> find(Connection connection, String token, Instant now) throws SQLException {
        String sql =
                "select s.device, s.used_at, s.idle_seconds, s.expires_at, a.account, a.name, a.teacher_id, a.roles"
                        + " from sign_in_session s left join account a on a.school_id = s.school_id and a.account = s.account"
                        + " left join wall_device d on d.school_id = s.school_id and d.device = s.device"
                        + " where s.school_id = ? and s.token_sha256 = ? and a.disabled_at is null and d.revoked_at is null";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setBytes(2, Token.hash(token));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant used = Sql.instant(row, "used_at");
                Instant idleUntil = used.plusSeconds(row.getInt("idle_seconds"));
                if (!now.isBefore(idleUntil) || !now.isBefore(Sql.instant(row, "expires_at"))) {
                    return Optional.empty();
                }
                if (used.plus(TOUCH).isBefore(now)) {
                    touch(connection, token, now);
                }
                return Optional.of(owner(row));
            }
        }
    }

    private static Identity owner(ResultSet row) throws SQLException {
        String device = row.getString("device");
        return device == null
                ? AccountStore.identity(row)
                : new Identity("wall:" + device, device, null, Set.of(Role.WALL));
    }

    private static void touch(Connection connection, String token, Instant now) throws SQLException {
        String sql = "update sign_in_session set used_at = ? where school_id = ? and token_sha256 = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setShort(2, SCHOOL_ID);
            update.setBytes(3, Token.hash(token));
            update.executeUpdate();
        }
    }

    void end(Connection connection, String token) throws SQLException {
        String sql = "delete from sign_in_session where school_id = ? and token_sha256 = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setShort(1, SCHOOL_ID);
            delete.setBytes(2, Token.hash(token));
            delete.executeUpdate();
        }
    }

    void removeExpired(Connection connection, Instant now) throws SQLException {
        String sql = "delete from sign_in_session where expires_at <= ?"
                + " or used_at + make_interval(secs => idle_seconds) <= ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, now.atOffset(ZoneOffset.UTC));
            delete.setObject(2, now.atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }
}
