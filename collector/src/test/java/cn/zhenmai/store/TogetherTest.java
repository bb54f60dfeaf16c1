package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final String INSERT = "INSERT INTO told (school_id, n) VALUES (?, ?)";

    private JournalFixture it;

    @BeforeEach
    void open() {
        it = new JournalFixture();
    }

    @AfterEach
    void close() {
        it.close();
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE told (school_id smallint, n bigint CHECK (n < 1000)) ON COMMIT DROP");
        }
    }

    private static void insert(Together with, long n, Together.Count count) {
        with.update(
                INSERT,
                to -> {
                    to.school();
                    to.int8(n);
                },
                count);
    }

    @Test
    void each_statement_sees_those_before_it_and_hears_its_own_answer_however_many_there_are() throws SQLException {
        List<Long> sums = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        it.database.<Void>inTransaction(connection -> {
            createTable(connection);
            Together together = new Together();
            for (long n = 1; n <= 40; n++) {
                insert(together, n, counts::add);
                together.select("SELECT sum(n) FROM told WHERE school_id = ?", Parameters::school, rows -> {
                    assertThat(rows.next()).isTrue();
                    sums.add(rows.getLong(1));
                });
            }
            together.update("DELETE FROM told WHERE school_id = ?", Parameters::school, counts::add);
            together.run(connection);
            together.run(connection);
            return null;
        });
        assertThat(sums)
                .isEqualTo(LongStream.rangeClosed(1, 40)
                        .mapToObj(n -> n * (n + 1) / 2)
                        .toList());
        assertThat(counts).hasSize(41).endsWith(1, 40);
    }

    @Test
    void one_that_fails_fails_the_transaction() {
        assertThatThrownBy(() -> it.database.<Void>inTransaction(connection -> {
                    createTable(connection);
                    Together together = new Together();
                    insert(together, 1, rows -> assertThat(rows).isEqualTo(1));
                    insert(together, 1_000, rows -> {});
                    insert(together, 2, rows -> {});
                    together.run(connection);
                    return null;
                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("told_n_check");
    }
}
