package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseTest {

    private static Vertx vertx;
    private static Database database;

    @BeforeAll
    static void open(Vertx injected) throws SQLException {
        vertx = injected;
        database = TestDatabase.fresh(vertx);
        execute("CREATE TABLE note (text text UNIQUE)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void what_succeeds_is_committed() throws Exception {
        database.transact(c -> execute(c, "INSERT INTO note VALUES ('kept')")).await(10, TimeUnit.SECONDS);
        assertThat(query("SELECT count(*) FROM note WHERE text = 'kept'")).isEqualTo("1");
    }

    @Test
    void what_fails_leaves_nothing() throws Exception {
        Future<Boolean> failed = database.transact(c -> {
            execute(c, "INSERT INTO note VALUES ('half')");
            throw new IllegalStateException("in the middle");
        });
        assertThatThrownBy(() -> failed.await(10, TimeUnit.SECONDS)).hasMessage("in the middle");
        assertThat(query("SELECT count(*) FROM note WHERE text = 'half'")).isEqualTo("0");
    }

    @Test
    void workers_run_side_by_side() throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        List<Future<Boolean>> all = IntStream.range(0, 4)
                .mapToObj(i -> database.transact(c -> {
                    together.countDown();
                    return meets(together);
                }))
                .toList();
        for (Future<Boolean> each : all) {
            assertThat(each.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_thread_of_our_own_gets_a_connection_while_all_workers_are_busy() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Future<Boolean>> busy = IntStream.range(0, 4)
                .mapToObj(i -> database.transact(c -> meets(release)))
                .toList();
        assertThat(query("SELECT 1")).isEqualTo("1");
        release.countDown();
        for (Future<Boolean> each : busy) {
            assertThat(each.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void too_much_waiting_work_is_refused_and_the_rest_is_done() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Future<Boolean>> all = IntStream.range(0, 1_100)
                .mapToObj(i -> database.transact(c -> meets(release)))
                .toList();
        long refused = all.stream().filter(Future::failed).count();
        assertThat(refused).isBetween(90L, 100L);
        release.countDown();
        for (Future<Boolean> each : all) {
            if (!each.failed()) {
                assertThat(each.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(database.transact(c -> query(c, "SELECT 1")).await(10, TimeUnit.SECONDS))
                .isEqualTo("1");
    }

    @Test
    void test_sessions_are_in_a_hostile_time_zone() throws Exception {
        assertThat(query("SHOW TimeZone")).isEqualTo("Pacific/Chatham");
    }

    @Test
    void a_database_that_is_not_there_stops_the_start_with_one_line() {
        JdbcSettings nowhere = new JdbcSettings("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1", "x", "y");
        assertThatThrownBy(() -> Database.open(vertx, nowhere, 1).close())
                .isInstanceOf(StartException.class)
                .hasMessageContaining("127.0.0.1:1")
                .message()
                .doesNotContain("\n");
    }

    private static boolean meets(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        boolean unused = database.inTransaction(c -> execute(c, sql));
    }

    @CanIgnoreReturnValue
    private static boolean execute(Connection c, String sql) throws SQLException {
        try (Statement statement = c.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        return database.inTransaction(c -> query(c, sql));
    }

    private static String query(Connection c, String sql) throws SQLException {
        try (Statement statement = c.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }
}
