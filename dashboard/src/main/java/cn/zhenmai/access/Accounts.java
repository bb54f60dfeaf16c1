package cn.zhenmai.access;

import cn.zhenmai.store.Database;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Accounts and wall devices for their administrators: command line, demo, later pages. Each call is its own transaction. */
public final class Accounts {

    private final Database database;
    private final AccountStore store = new AccountStore();
    private final InstantSource machineClock;

    public Accounts(Database database, InstantSource machineClock) {
        this.database = database;
        this.machineClock = machineClock;
    }

    /** A new account; answers its random password, which is kept nowhere. Fails when there is such an account. */
    public Future<String> create(Identity who) {
        String password = Token.password();
        return database.transact(connection -> {
            if (!store.add(connection, who, password, machineClock.instant())) {
                throw new IllegalStateException("已有此账号／account exists: " + who.account());
            }
            return password;
        });
    }

    /** Answers a new random password and ends the account's sessions. */
    public Future<String> resetPassword(String account) {
        String password = Token.password();
        return database.transact(connection -> {
            if (!store.setPassword(connection, account, password)) {
                throw unknown(account);
            }
            return password;
        });
    }

    /** Ends the account's sessions too. */
    public Future<Void> disable(String account) {
        return setDisabled(account, true);
    }

    public Future<Void> enable(String account) {
        return setDisabled(account, false);
    }

    private Future<Void> setDisabled(String account, boolean disabled) {
        return database.transact(connection -> {
            if (!store.setDisabled(connection, account, disabled ? machineClock.instant() : null)) {
                throw unknown(account);
            }
            return null;
        });
    }

    public Future<List<AccountStore.Account>> list() {
        return database.transact(store::list);
    }

    /** Answers the one-time token of the wall device; an older one by this name, and its session, end. */
    public Future<String> createWallDevice(String device) {
        String token = Token.random();
        return database.transact(connection -> {
            store.putDevice(connection, device, token, machineClock.instant());
            return token;
        });
    }

    /** The account, unless it is unknown or disabled. */
    public Future<Optional<Identity>> find(String account) {
        return database.transact(connection -> store.find(connection, account).map(AccountStore.Credential::identity));
    }

    private static NoSuchElementException unknown(String account) {
        return new NoSuchElementException("无此账号／no such account: " + account);
    }
}
