package cn.zhenmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.App;
import cn.zhenmai.Config;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole service, as fast as it goes: weeks 1 to 6 as history, then weeks 7 and 8 over the public API. The answer sheet finds every
 * planted story, every row that was sent is held, and mails were sent.
 */
final class StoriesTest {

    private static final LocalDate END = DemoCalendar.day(9, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void every_planted_story_is_found_in_a_small_school(long seed) throws Exception {
        run(seed, SchoolSize.SMALL, END);
    }

    @Test
    void every_planted_story_is_found_in_the_whole_school() throws Exception {
        run(4, SchoolSize.WHOLE, DemoCalendar.day(7, 6));
    }

    private void run(long seed, SchoolSize size, LocalDate end) throws IOException, SQLException {
        LivingSchool.Plan plan = LivingSchool.Plan.of(seed, size);
        DemoClock clock = plan.clock(App.SYSTEM_CLOCK);
        Vertx vertx = Vertx.vertx();
        try (MailCatcher catcher = MailCatcher.start(0, clock);
                LivingSchool school = LivingSchool.open(plan, config(catcher), clock, vertx)) {
            assertThat(catcher.received()).as("history notifies nobody").isZero();
            for (LocalDate day = Stage.MONDAY; day.isBefore(end); day = day.plusDays(1)) {
                advance(school, Script.at(day, 7, 50));
                for (Instant step : Feed.fineSteps(school.app.journal().school(), day)) {
                    advance(school, step);
                }
            }
            school.app.engine().drainOnce();
            AnswerSheet sheet = school.answers();
            assertThat(sheet.isComplete()).as(sheet.text()).isTrue();
            HttpSink.Totals totals = school.sink.totals();
            assertThat(totals.refused()).isZero();
            assertThat(totals.stored() + totals.corrected()).isEqualTo(totals.sent());
            assertThat(catcher.received()).isPositive();
        } finally {
            vertx.close().await();
        }
    }

    private static void advance(LivingSchool school, Instant now) throws SQLException {
        school.clock.set(now);
        school.feed.advance(now);
        school.app.engine().drainOnce();
    }

    private Config config(MailCatcher catcher) throws IOException {
        JdbcSettings jdbc = TestDatabase.empty();
        Path password = Files.writeString(folder.resolve("password"), jdbc.password());
        Map<String, String> settings = LivingSchool.settings(folder, 0, catcher.url());
        settings.put("ZHENMAI_JDBC_URL", jdbc.url());
        settings.put("ZHENMAI_JDBC_USER", jdbc.user());
        settings.put("ZHENMAI_JDBC_PASSWORD_FILE", password.toString());
        return Config.load(settings);
    }
}
