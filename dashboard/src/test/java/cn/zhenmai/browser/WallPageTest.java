package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The wall on both screens: its token, its one screen, and never a person. In order of names: the school's time only goes forward. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class WallPageTest {

    private static Chromium chromium;
    private static RunningSchool school;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        school.callRoll("2026-09-21", SampleSchool.FIRST_CLASS, SampleSchool.student(1, 1), SampleSchool.student(1, 2));
        school.callRoll("2026-09-28", SampleSchool.FIRST_CLASS, SampleSchool.student(1, 1), SampleSchool.student(1, 2));
        school.setClock("2026-10-12T10:12:00+08:00");
        school.callOtherRolls("2026-09-28");
        school.callOtherRolls("2026-10-12");
        school.callRoll("2026-10-12", SampleSchool.FIRST_CLASS);
        school.callRoll("2026-10-12", SampleSchool.SECOND_CLASS);
    }

    @AfterAll
    static void close() {
        if (school != null) {
            school.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void one_screen_without_scrolling_at_both_sizes() throws TimeoutException {
        for (int scale = 1; scale <= 2; scale++) {
            try (Screen wall = Screen.desk(chromium, school.url(), 1920 * scale, 1080 * scale)) {
                wall.open("/wall#token=" + school.wallToken());
                expect(wall.find("zm-wall-matrix")).containsText("尚未采集");
                assertThat(wall.page().url()).isEqualTo(school.url() + "/wall");
                assertThat(wall.page().evaluate("""
                        () => [document.documentElement, document.body, document.querySelector('zm-wall')]
                          .every((e) => e.scrollHeight <= innerHeight && e.scrollWidth <= innerWidth)""")).isEqualTo(true);
                assertThat(clipped(wall)).isEqualTo(List.of());
                wall.shoot("wall-" + 1920 * scale);
                wall.assertAccessible();
                wall.assertNoComplaints();
            }
        }
    }

    @Test
    void no_frame_and_no_page_names_a_person() throws TimeoutException {
        try (Screen wall = Screen.desk(chromium, school.url(), 1920, 1080)) {
            wall.open("/wall#token=" + school.wallToken());
            expect(wall.find("zm-wall-attendance")).containsText("信息工程学院");
            int before = wall.received().size();
            school.callRoll("2026-09-21", SampleSchool.SECOND_CLASS, SampleSchool.student(2, 1));
            wall.page().waitForCondition(() -> wall.received().size() > before);
            String all = String.join("\n", wall.received());
            assertThat(all).contains("信息工程学院");
            SampleSchool.persons().forEach(person -> assertThat(all).doesNotContain(person));
            wall.assertNoComplaints();
        }
    }

    @Test
    void when_school_is_out_the_last_period_stands_and_no_false_zero() throws TimeoutException {
        school.setClock("2026-10-12T21:40:00+08:00");
        try (Screen wall = Screen.desk(chromium, school.url(), 1920, 1080)) {
            wall.open("/wall#token=" + school.wallToken());
            expect(wall.find("zm-wall header")).containsText("非上课时间");
            expect(wall.find("zm-wall-attendance .school")).not().containsText("0.0%");
            expect(wall.find("zm-wall-matrix")).containsText("本周到课率");
            expect(wall.find("zm-wall-matrix")).not().containsText(Pattern.compile("(?<![0-9.])0(\\.0)?\\s*%"));
            wall.shoot("wall-off-hours");
            wall.assertNoComplaints();
        }
    }

    @Test
    void without_a_token_nothing_is_shown_but_how_to_get_one() {
        try (Screen wall = Screen.desk(chromium, school.url(), 1920, 1080)) {
            wall.mayLoseServer();
            wall.open("/wall");
            expect(wall.find("zm-wall")).containsText("本屏未获授权");
            assertThat(wall.received()).isEmpty();
        }
    }

    /** Texts that reach out of their panel. */
    private static Object clipped(Screen wall) {
        return wall.page().evaluate("""
                () => [...document.querySelector('zm-wall').shadowRoot.querySelectorAll('main > *')]
                  .filter((panel) => panel.scrollHeight > panel.clientHeight + 1 || panel.scrollWidth > panel.clientWidth + 1)
                  .map((panel) => panel.localName)""");
    }
}
