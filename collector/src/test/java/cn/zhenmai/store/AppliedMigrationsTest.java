package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway is left out only where its table says the very migrations of this program; what is wrong in it is still refused by Flyway. */
class AppliedMigrationsTest {

    private static Vertx vertx;
    private Database database;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() {
        vertx.close().await();
    }

    @BeforeEach
    void open() {
        database = TestDatabase.fresh(vertx);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_migrated_database_holds_all() throws SQLException {
        assertThat(areAll(database)).isTrue();
    }

    @Test
    void an_empty_database_holds_none() throws SQLException {
        try (Database empty = Database.open(vertx, TestDatabase.empty(), 1)) {
            assertThat(areAll(empty)).isFalse();
        }
    }

    @Test
    void a_database_of_a_newer_program_is_left_to_flyway() throws SQLException {
        execute(
                "INSERT INTO flyway_schema_history SELECT 1000, '999', 'later', type, 'V999__later.sql', 1, installed_by,"
                        + " installed_on, 0, true FROM flyway_schema_history WHERE installed_rank = 1");
        assertThat(areAll(database)).isFalse();
    }

    @Test
    void a_database_of_an_older_program_is_left_to_flyway() throws SQLException {
        execute("DELETE FROM flyway_schema_history WHERE installed_rank"
                + " = (SELECT max(installed_rank) FROM flyway_schema_history)");
        assertThat(areAll(database)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checksum = checksum + 1", "success = false"})
    void what_is_wrong_is_refused_by_flyway(String wrong) throws SQLException {
        execute("UPDATE flyway_schema_history SET " + wrong + " WHERE installed_rank = 2");
        assertThatThrownBy(() -> Migrations.run(database)).isInstanceOf(StartException.class);
    }

    private static boolean areAll(Database database) throws SQLException {
        return database.inTransaction(AppliedMigrations::areAll);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
