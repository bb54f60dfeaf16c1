package cn.zhenmai.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SignInsTest {

    private static Database database;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-10-12T00:00:00Z"));
    private SignIns signIns;
    private Accounts accounts;
    private String account;
    private String password;

    @BeforeAll
    static void open(Vertx vertx) {
        database = TestDatabase.fresh(vertx);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void create() {
        signIns = new SignIns(database, clock);
        accounts = new Accounts(database, clock);
        account = "a-" + UUID.randomUUID();
        password = await(accounts.create(new Identity(account, "赵老师", "T001", Set.of(Role.COUNSELOR, Role.TEACHER))));
    }

    @Test
    void the_password_of_an_account_opens_a_session_that_survives_a_restart() {
        String token =
                done(await(signIns.signIn(account, password, "10.0.0.1"))).token();
        SignIns afterRestart = new SignIns(database, clock);
        assertThat(await(afterRestart.find(token)))
                .hasValue(new Identity(account, "赵老师", "T001", Set.of(Role.TEACHER, Role.COUNSELOR)));
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_refused_alike() {
        assertThat(await(signIns.signIn(account, "wrong", "10.0.0.1"))).isEqualTo(new SignIn.Refused());
        assertThat(await(signIns.signIn("nobody-" + account, password, "10.0.0.1")))
                .isEqualTo(new SignIn.Refused());
    }

    @Test
    void the_database_holds_neither_password_nor_token() throws Exception {
        String token =
                done(await(signIns.signIn(account, password, "10.0.0.1"))).token();
        String stored = database.inTransaction(connection -> {
            String sql = "select string_agg(a::text, '') || (select string_agg(s::text, '') from sign_in_session s)"
                    + " from account a";
            try (var row = connection.createStatement().executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
        assertThat(stored).contains("$argon2id$").doesNotContain(password).doesNotContain(token);
    }

    @Test
    void five_failures_make_the_account_wait_even_for_the_right_password() {
        for (int i = 0; i < 5; i++) {
            assertThat(await(signIns.signIn(account, "wrong", "10.0.0." + i))).isEqualTo(new SignIn.Refused());
        }
        assertThat(await(signIns.signIn(account, password, "10.0.0.9"))).isInstanceOf(SignIn.Later.class);
        clock.advance(Duration.ofMinutes(5));
        assertThat(await(signIns.signIn(account, password, "10.0.0.9"))).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void an_unused_session_ends_and_a_used_one_ends_too_in_the_end() {
        String token =
                done(await(signIns.signIn(account, password, "10.0.0.1"))).token();
        clock.advance(Duration.ofHours(11));
        assertThat(await(signIns.find(token))).isPresent();
        clock.advance(Duration.ofHours(11));
        assertThat(await(signIns.find(token))).isPresent();
        clock.advance(Duration.ofHours(12));
        assertThat(await(signIns.find(token))).isEmpty();
        String second =
                done(await(signIns.signIn(account, password, "10.0.0.1"))).token();
        for (int i = 0; i < 16; i++) {
            clock.advance(Duration.ofHours(10));
            assertThat(await(signIns.find(second))).isPresent();
        }
        clock.advance(Duration.ofHours(8));
        assertThat(await(signIns.find(second))).isEmpty();
    }

    @Test
    void signing_out_disabling_and_a_new_password_end_the_sessions() {
        String signedOut =
                done(await(signIns.signIn(account, password, "10.0.0.1"))).token();
        await(signIns.signOut(signedOut));
        assertThat(await(signIns.find(signedOut))).isEmpty();

        String reset =
                done(await(signIns.signIn(account, password, "10.0.0.1"))).token();
        String newPassword = await(accounts.resetPassword(account));
        assertThat(await(signIns.find(reset))).isEmpty();

        String disabled =
                done(await(signIns.signIn(account, newPassword, "10.0.0.1"))).token();
        await(accounts.disable(account));
        assertThat(await(signIns.find(disabled))).isEmpty();
        assertThat(await(signIns.signIn(account, newPassword, "10.0.0.1"))).isEqualTo(new SignIn.Refused());
        await(accounts.enable(account));
        assertThat(await(signIns.signIn(account, newPassword, "10.0.0.1"))).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void a_wall_device_exchanges_its_token_once() {
        String deviceToken = await(accounts.createWallDevice("大厅-" + account));
        SignIn.Done done = done(await(signIns.signInWall(deviceToken, "10.0.0.1")));
        assertThat(done.who().roles()).containsExactly(Role.WALL);
        assertThat(await(signIns.find(done.token()))).isPresent();
        assertThat(await(signIns.signInWall(deviceToken, "10.0.0.1"))).isEqualTo(new SignIn.Refused());
        String newToken = await(accounts.createWallDevice("大厅-" + account));
        assertThat(newToken).isNotEqualTo(deviceToken);
        assertThat(await(signIns.find(done.token()))).isEmpty();
    }

    private static SignIn.Done done(SignIn outcome) {
        assertThat(outcome).isInstanceOf(SignIn.Done.class);
        return (SignIn.Done) outcome;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
