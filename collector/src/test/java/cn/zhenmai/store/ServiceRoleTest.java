package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's own login does all of the service's work and can make, change and read nothing beyond its rows. */
class ServiceRoleTest {

    private static Vertx vertx;
    private static Database owner;
    private static JdbcSettings service;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        JdbcSettings ofOwner = TestDatabase.migrated();
        owner = Database.open(vertx, ofOwner, 1, 2);
        service = ServiceRole.create(owner, ofOwner);
    }

    @AfterAll
    static void end() {
        owner.close();
        vertx.close().await();
    }

    @Test
    void it_lives_some_weeks_with_new_months_for_facts_corrections_and_roll_ups() {
        try (JournalFixture it = new JournalFixture(service)) {
            it.liveSomeWeeks();
            it.rollUp();
            assertThat(it.query("SELECT current_user")).containsExactly("zhenmai_service");
            assertThat(it.query("SELECT count(*) > 20 FROM attendance")).containsExactly("t");
            assertThat(it.query("SELECT count(*) > 3, bool_and(pg_get_userbyid(c.relowner) <> current_user)"
                            + " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                            + " WHERE i.inhparent = 'attendance'::regclass"))
                    .as("months are the owner's")
                    .containsExactly("t t");
            RollUpSums sums = it.database.inTransaction(RollUpSums::of);
            assertThat(sums.queried()).hasSizeGreaterThan(30).containsExactlyInAnyOrderElementsOf(sums.counted());
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE own (x int)",
                "CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE SCHEMA own",
                "CREATE ROLE own",
                "ALTER ROLE zhenmai_service SUPERUSER",
                "DROP TABLE attendance",
                "ALTER TABLE attendance ADD COLUMN x int",
                "CREATE INDEX own ON attendance (student_id)",
                "DELETE FROM flyway_schema_history",
                "TRUNCATE flyway_schema_history",
                "COPY audit TO PROGRAM 'true'",
                "COPY audit FROM '/etc/passwd'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT passwd FROM pg_shadow"
            })
    void what_is_not_its_work_is_refused(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.url(), service.user(), service.password());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .hasMessageMatching("(?s).*(permission denied|must be owner|must have the).*");
        }
    }

    @Test
    void its_password_is_another_one_at_each_start() throws SQLException {
        JdbcSettings before = service;
        service = ServiceRole.create(owner, before);
        assertThat(service.password()).isNotEqualTo(before.password());
        assertThatThrownBy(() -> DriverManager.getConnection(before.url(), before.user(), before.password()))
                .hasMessageContaining("password authentication failed");
        try (Connection connection = DriverManager.getConnection(service.url(), service.user(), service.password())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
