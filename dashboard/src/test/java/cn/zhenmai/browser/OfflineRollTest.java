package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import com.microsoft.playwright.Locator;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A roll on a phone of 390 px whose network goes away in the middle of it; and a monitor's roll, signed by the teacher. */
class OfflineRollTest {

    private static final String SESSION = "M1.20261012.3";
    private static final String OF_CLASS = "student_id like '20250101%'";
    private static final String ROLL = "/roll/" + SESSION;

    private static Chromium chromium;
    private static RunningSchool school;
    private static String teacher;
    private static String monitor;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        teacher = school.account("wangjg", "王建国", SampleSchool.MATHS_TEACHER, Role.TEACHER);
        monitor = school.account("banzhang", "班长", SampleSchool.student(2, 1), Role.MONITOR);
        school.setClock("2026-10-12T10:05:00+08:00");
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
    void a_roll_goes_on_without_a_network_through_a_reload_and_is_stored_exactly_once() throws SQLException {
        String absent = SampleSchool.student(1, 2);
        String late = SampleSchool.student(1, 3);
        try (Screen phone = Screen.phone(chromium, school.url())) {
            phone.signIn("wangjg", teacher);
            expect(phone.find("zm-teacher li")).containsText("高等数学");
            phone.open(ROLL);
            expect(phone.find("zm-roll-row")).hasCount(12);
            phone.untilItOpensOffline();
            tap(phone, absent);

            phone.mayLoseServer();
            phone.setOffline(true);
            tap(phone, late);
            tap(phone, late);
            phone.page().reload();
            expect(row(phone, absent).locator(".status")).hasText("旷课");
            expect(row(phone, late).locator(".status")).hasText("迟到");
            submit(phone);
            expect(phone.find(".done")).containsText("软件2501 的点名已存在本机");
            expect(phone.find("zm-roll-queue")).containsText("没有网络，1 份点名存在本机");
            phone.shoot("roll-offline");
            phone.assertAccessible();
            phone.page().reload();
            expect(phone.find("zm-roll-queue")).containsText("没有网络，1 份点名存在本机");
            assertThat(stored("attendance where observed_status is not null and " + OF_CLASS))
                    .isZero();

            phone.loseTheNextAnswer("**/roll");
            phone.setOffline(false);
            expect(phone.find(".done")).containsText("软件2501 点名已提交");
            expect(phone.find("zm-roll-queue p")).hasCount(0);
            phone.shoot("roll-sent");
            phone.page().reload();
            expect(phone.find("nav button").first()).containsText("✓");
            phone.assertNoComplaints();
        }
        assertThat(stored("attendance where observed_status is not null and " + OF_CLASS))
                .isEqualTo(2);
        assertThat(stored("attendance_history where " + OF_CLASS))
                .as("nothing came twice")
                .isZero();
        assertThat(stored("roll_call where class_id = 'RJ2501'")).isEqualTo(1);
        assertThat(stored("fact_history where kind = 'ROLL_CALL' and fact_key like '%RJ2501'"))
                .isZero();
        assertThat(stored("receipt where duplicate_count = 3 and source_id = 'teacher:T1'"))
                .as("the answer that got lost made it come again")
                .isEqualTo(1);
    }

    private static long stored(String what) throws SQLException {
        return school.count("select count(*) from " + what);
    }

    @Test
    void a_monitors_roll_waits_for_the_teacher_who_signs_it() {
        String absent = SampleSchool.student(2, 4);
        try (Screen phone = Screen.phone(chromium, school.url())) {
            phone.signIn("banzhang", monitor);
            expect(phone.find("zm-teacher li")).containsText("软件2502");
            phone.open(ROLL);
            expect(phone.find("zm-roll-row")).hasCount(10);
            expect(phone.find("header .button")).hasCount(0);
            tap(phone, absent);
            submit(phone);
            expect(phone.find(".done")).containsText("软件2502 点名已提交");
            phone.page().reload();
            expect(phone.find(".call")).containsText("等老师确认");
            phone.shoot("roll-monitor");
            phone.assertAccessible();
            phone.assertNoComplaints();
        }
        try (Screen phone = Screen.phone(chromium, school.url())) {
            phone.signIn("wangjg", teacher);
            expect(phone.find("zm-teacher li").first()).containsText("班长已点，待确认");
            phone.open(ROLL);
            phone.find("nav button").last().tap();
            expect(phone.find(".call")).containsText("请核对后确认");
            expect(row(phone, absent).locator(".status")).hasText("旷课");
            phone.shoot("roll-to-sign");
            phone.assertAccessible();
            expect(phone.find("footer .button")).hasText("确认点名");
            submit(phone);
            expect(phone.find(".done")).containsText("软件2502 点名已提交");
            phone.page().reload();
            phone.find("nav button").last().tap();
            expect(phone.find("footer .button")).hasText("更正点名");
            submit(phone);
            phone.find("zm-reason-sheet .usual .button").first().tap();
            phone.shoot("roll-reason");
            phone.assertAccessible();
            phone.find("zm-reason-sheet .send").tap();
            expect(phone.find(".done")).containsText("点名已提交");
            phone.assertNoComplaints();
        }
    }

    private static Locator row(Screen phone, String student) {
        return phone.find("zm-roll-row").filter(new Locator.FilterOptions().setHasText(student));
    }

    private static void tap(Screen phone, String student) {
        row(phone, student).locator(".tap").tap();
    }

    private static void submit(Screen phone) {
        phone.find("footer .button").tap();
    }
}
