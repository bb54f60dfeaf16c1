package cn.zhenmai.access;

import static cn.zhenmai.store.Schema.SCHOOL_ID;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts and wall devices. Blocks; joins the caller's transaction. */
public final class AccountStore {

    /** One account as listed for its administrator; never with its hash. */
    public record Account(Identity identity, Instant createdAt, Instant disabledAt) {}

    record Credential(Identity identity, String passwordHash) {}

    /** False when there is such an account already. */
    public boolean add(Connection connection, Identity who, String password, Instant now) throws SQLException {
        String sql = "insert into account (school_id, account, name, teacher_id, roles, password_hash, created_at)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, SCHOOL_ID);
            insert.setString(2, who.account());
            insert.setString(3, who.name());
            insert.setString(4, who.teacherId());
            insert.setArray(5, array(connection, who.roles()));
            insert.setString(6, Passwords.hash(password));
            insert.setObject(7, now.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    /** Sets another password and ends the account's sessions. False when there is no such account. */
    public boolean setPassword(Connection connection, String account, String password) throws SQLException {
        String sql = "update account set password_hash = ? where school_id = ? and account = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, Passwords.hash(password));
            update.setShort(2, SCHOOL_ID);
            update.setString(3, account);
            boolean known = update.executeUpdate() == 1;
            endSessions(connection, "account", account);
            return known;
        }
    }

    /** Disables or enables; disabling ends the account's sessions. False when there is no such account. */
    public boolean setDisabled(Connection connection, String account, Instant disabledAt) throws SQLException {
        String sql = "update account set disabled_at = ? where school_id = ? and account = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, disabledAt == null ? null : disabledAt.atOffset(ZoneOffset.UTC));
            update.setShort(2, SCHOOL_ID);
            update.setString(3, account);
            boolean known = update.executeUpdate() == 1;
            if (disabledAt != null) {
                endSessions(connection, "account", account);
            }
            return known;
        }
    }

    Optional<Credential> find(Connection connection, String account) throws SQLException {
        String sql = "select account, name, teacher_id, roles, password_hash from account"
                + " where school_id = ? and account = ? and disabled_at is null";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Credential(identity(row), row.getString("password_hash")))
                        : Optional.empty();
            }
        }
    }

    public List<Account> list(Connection connection) throws SQLException {
        String sql = "select account, name, teacher_id, roles, created_at, disabled_at from account"
                + " where school_id = ? order by account";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setShort(1, SCHOOL_ID);
            try (ResultSet row = select.executeQuery()) {
                List<Account> accounts = new ArrayList<>();
                while (row.next()) {
                    accounts.add(new Account(
                            identity(row), Sql.instant(row, "created_at"), Sql.instant(row, "disabled_at")));
                }
                return accounts;
            }
        }
    }

    /** A device by this name gets this token; an older token and its sessions end. */
    public void putDevice(Connection connection, String device, String token, Instant now) throws SQLException {
        endSessions(connection, "device", device);
        String sql = "insert into wall_device (school_id, device, token_sha256, created_at) values (?, ?, ?, ?)"
                + " on conflict (school_id, device) do update set token_sha256 = excluded.token_sha256,"
                + " created_at = excluded.created_at, exchanged_at = null, revoked_at = null";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setShort(1, SCHOOL_ID);
            insert.setString(2, device);
            insert.setBytes(3, Token.hash(token));
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Takes a device's token, once: the second time it is as unknown as any other. */
    Optional<String> exchange(Connection connection, String token, Instant now) throws SQLException {
        String sql = "update wall_device set exchanged_at = ? where school_id = ? and token_sha256 = ?"
                + " and exchanged_at is null and revoked_at is null returning device";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setShort(2, SCHOOL_ID);
            update.setBytes(3, Token.hash(token));
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(row.getString("device")) : Optional.empty();
            }
        }
    }

    private static void endSessions(Connection connection, String column, String owner) throws SQLException {
        String sql = "delete from sign_in_session where school_id = ? and " + column + " = ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setShort(1, SCHOOL_ID);
            delete.setString(2, owner);
            delete.executeUpdate();
        }
    }

    static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                row.getString("account"),
                row.getString("name"),
                row.getString("teacher_id"),
                roles(row.getArray("roles")));
    }

    private static Set<Role> roles(Array names) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : (String[]) names.getArray()) {
            roles.add(Role.valueOf(name));
        }
        return Set.copyOf(roles);
    }

    private static Array array(Connection connection, Set<Role> roles) throws SQLException {
        return connection.createArrayOf(
                "text", roles.stream().map(Role::name).sorted().toArray());
    }
}
