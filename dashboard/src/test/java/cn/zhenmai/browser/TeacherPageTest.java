package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A teacher takes a roll on a phone of 390 px. */
class TeacherPageTest {

    private static Chromium chromium;
    private static RunningSchool school;
    private static String password;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        password = school.account("wangjg", "王建国", SampleSchool.MATHS_TEACHER, Role.TEACHER);
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
    void a_roll_is_taken_with_one_tap_an_exception_and_can_be_corrected() {
        String ill = SampleSchool.student(1, 7);
        school.leaveSlip(ill, "APPROVED", "2026-10-12T08:00:00+08:00", "2026-10-12T18:00:00+08:00");
        try (Screen phone = Screen.phone(chromium, school.url())) {
            phone.signIn("wangjg", password);
            expect(phone.find("zm-teacher li")).containsText("高等数学");
            phone.shoot("teacher-day");
            phone.assertAccessible();
            phone.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("点名"))
                    .tap();
            expect(row(phone, ill)).containsText("病假 已批准");
            tap(phone, SampleSchool.student(1, 2));
            tap(phone, SampleSchool.student(1, 3));
            tap(phone, SampleSchool.student(1, 3));
            expect(row(phone, SampleSchool.student(1, 2))).containsText("旷课");
            expect(row(phone, SampleSchool.student(1, 3))).containsText("迟到");
            phone.shoot("roll");
            phone.assertAccessible();
            assertThat(phone.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            submit(phone);
            expect(phone.find(".done")).containsText("软件2501 点名已提交");
            submit(phone);
            expect(phone.find(".done")).containsText("软件2502 点名已提交");

            school.setClock("2026-10-12T10:07:00+08:00");
            phone.page().reload();
            expect(row(phone, SampleSchool.student(1, 2))).containsText("旷课");
            expect(row(phone, ill).locator(".status")).hasText("病假");
            tap(phone, SampleSchool.student(1, 2));
            tap(phone, SampleSchool.student(1, 2));
            tap(phone, SampleSchool.student(1, 2));
            submit(phone);
            phone.find("zm-reason-sheet input").fill("点错了");
            phone.find("zm-reason-sheet .send").tap();
            expect(phone.find(".done")).containsText("点名已提交");
            phone.page().reload();
            expect(row(phone, SampleSchool.student(1, 2)).locator(".status")).hasText("出勤");
            phone.assertNoComplaints();
        }
    }

    @Test
    void a_mails_link_leads_through_sign_in_to_the_answer() {
        try (Screen phone = Screen.phone(chromium, school.url())) {
            phone.open("/roll/M1.20261019.3?answer=CANCELLED");
            phone.page().getByLabel("工号").fill("wangjg");
            phone.page().getByLabel("密码").fill(password);
            phone.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                    .tap();
            Locator sheet = phone.find("zm-answer-sheet");
            expect(sheet.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("停课")))
                    .hasAttribute("aria-pressed", "true");
            sheet.getByLabel("原因").fill("外出参赛");
            phone.shoot("answer");
            phone.assertAccessible();
            sheet.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("提交说明"))
                    .tap();
            expect(phone.find(".done")).containsText("已记下：停课");
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
