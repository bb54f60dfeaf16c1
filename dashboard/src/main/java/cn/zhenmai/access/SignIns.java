package cn.zhenmai.access;

import cn.zhenmai.access.SessionStore.Owner;
import cn.zhenmai.store.Database;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Signing in and out, and who holds a session's token. All times are the machine clock's. */
public final class SignIns {

    private static final Duration IDLE = Duration.ofHours(12);
    private static final Duration MOST = Duration.ofDays(7);
    private static final Duration WALL_IDLE = Duration.ofDays(30);
    private static final Duration WALL_MOST = Duration.ofDays(400);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int TRIES_PER_ACCOUNT = 5;
    /** Higher than an account's: a whole school may share one address. */
    private static final int TRIES_PER_ADDRESS = 50;

    private static final int MOST_KEYS = 10_000;

    private final Database database;
    private final InstantSource machineClock;
    private final AccountStore accounts = new AccountStore();
    private final SessionStore sessions = new SessionStore();
    private final AttemptLimit byAccount = new AttemptLimit(TRIES_PER_ACCOUNT, PAUSE, MOST_KEYS);
    private final AttemptLimit byAddress = new AttemptLimit(TRIES_PER_ADDRESS, PAUSE, MOST_KEYS);
    private final List<Consumer<String>> endListeners = new CopyOnWriteArrayList<>();

    public SignIns(Database database, InstantSource machineClock) {
        this.database = database;
        this.machineClock = machineClock;
    }

    public Future<SignIn> signIn(String account, String password, String address) {
        Instant now = machineClock.instant();
        Duration wait = longer(byAddress.tryAt(address, now), byAccount.tryAt(account, now));
        if (!wait.isZero()) {
            return Future.succeededFuture(new SignIn.Later(wait));
        }
        return database.transact(connection -> signIn(connection, account, password, address, now));
    }

    private SignIn signIn(Connection connection, String account, String password, String address, Instant now)
            throws SQLException {
        Optional<AccountStore.Credential> known = accounts.find(connection, account);
        String stored = known.map(AccountStore.Credential::passwordHash).orElse(null);
        if (!Passwords.matches(password, stored)) {
            return new SignIn.Refused();
        }
        byAccount.forget(account);
        byAddress.forgive(address);
        sessions.removeExpired(connection, now);
        String token = Token.random();
        sessions.add(connection, token, new Owner(account, null), now, IDLE, MOST);
        return new SignIn.Done(token, known.orElseThrow().identity(), MOST);
    }

    /** Exchanges a wall device's one-time token for a session. */
    public Future<SignIn> signInWall(String deviceToken, String address) {
        Instant now = machineClock.instant();
        Duration wait = byAddress.tryAt(address, now);
        if (!wait.isZero()) {
            return Future.succeededFuture(new SignIn.Later(wait));
        }
        return database.transact(connection -> signInWall(connection, deviceToken, address, now));
    }

    private SignIn signInWall(Connection connection, String deviceToken, String address, Instant now)
            throws SQLException {
        Optional<String> device = accounts.exchange(connection, deviceToken, now);
        if (device.isEmpty()) {
            return new SignIn.Refused();
        }
        byAddress.forgive(address);
        String token = Token.random();
        sessions.add(connection, token, new Owner(null, device.get()), now, WALL_IDLE, WALL_MOST);
        Identity who = sessions.find(connection, token, now).orElseThrow();
        return new SignIn.Done(token, who, WALL_MOST);
    }

    /** Who holds the token now; empty when the session is over or the account disabled. */
    public Future<Optional<Identity>> find(String token) {
        return database.transact(connection -> sessions.find(connection, token, machineClock.instant()));
    }

    public Future<Void> signOut(String token) {
        return database.<Void>transact(connection -> {
                    sessions.end(connection, token);
                    return null;
                })
                .onSuccess(done -> endListeners.forEach(listener -> listener.accept(token)));
    }

    /** Called with the token of each session that is signed out, so that what hangs on it can be closed at once. */
    public void onSignOut(Consumer<String> listener) {
        endListeners.add(listener);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
