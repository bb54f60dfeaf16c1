package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The counselor's page in a real Chromium against the whole service. Each case has a student of its own. */
class CounselorPageTest {

    private static Chromium chromium;
    private static RunningSchool school;
    private static String password;

    private Screen screen;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        password = school.account("liumin", "刘敏", SampleSchool.COUNSELOR, Role.COUNSELOR);
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

    @BeforeEach
    void signIn() {
        screen = Screen.desk(chromium, school.url(), 1440, 900);
        screen.signIn("liumin", password);
        expect(screen.find("zm-connection")).containsText("实时");
        screen.page().evaluate("() => { window.sinceLoad = true; }");
    }

    @AfterEach
    void nothingWasComplainedOf() {
        boolean neverReloaded = (boolean) screen.page().evaluate("() => window.sinceLoad === true");
        screen.assertNoComplaints();
        screen.close();
        assertThat(neverReloaded).isTrue();
    }

    @Test
    void a_card_arrives_without_a_reload() {
        String student = SampleSchool.student(1, 1);
        absentTwice(student);
        Locator card = card(student);
        expect(card).containsText("旷课 4 学时");
        expect(card).containsText("软件2501");
        expect(card).containsText("09-21 周一 3–4节");
        screen.shoot("counselor-card");
    }

    @Test
    void a_card_opens_to_its_evidence_and_is_acknowledged_with_a_note() {
        String student = SampleSchool.student(1, 2);
        absentTwice(student);
        Locator card = card(student);
        button(card, "依据").click();
        Locator evidence = card.locator("zm-evidence");
        expect(evidence).containsText("= 4");
        expect(evidence.locator("tbody tr")).hasCount(2);
        expect(evidence).containsText("学期旷课学时（第 1 版）");
        expect(evidence).containsText("发出");
        evidence.getByLabel("备注").fill("已电话联系");
        screen.shoot("counselor-evidence");
        screen.assertAccessible();
        button(evidence, "知悉").click();
        expect(evidence).containsText("已知悉：刘敏");
        expect(evidence).containsText("已电话联系");
        expect(card.locator(".acts")).containsText("刘敏");
    }

    @Test
    void a_mails_link_opens_the_evidence_and_says_so_where_there_is_none() {
        String student = SampleSchool.student(1, 8);
        absentTwice(student);
        expect(card(student)).containsText("旷课 4 学时");
        String id = (String) screen.page()
                .evaluate(
                        "async student => (await (await fetch('/api/v1/alerts?student=' + student)).json()).items[0].id",
                        student);
        screen.open("/?alert=" + id);
        expect(card(student).locator("zm-evidence tbody tr")).hasCount(2);
        screen.mayMiss();
        screen.open("/?alert=A999-9");
        expect(screen.find("[role=alert]")).containsText("不在您的范围内");
        screen.page().evaluate("() => { window.sinceLoad = true; }");
    }

    @Test
    void a_leave_slip_withdraws_the_warning_before_ones_eyes() {
        String student = SampleSchool.student(1, 3);
        absentTwice(student);
        Locator card = card(student);
        school.leaveSlip(student, "SUBMITTED", "2026-09-28T08:00:00+08:00", "2026-09-28T18:00:00+08:00");
        school.leaveSlip(student, "APPROVED", "2026-09-28T08:00:00+08:00", "2026-09-28T18:00:00+08:00");
        expect(card).containsText("已撤销：请假条已批准");
        screen.shoot("counselor-withdrawn");
        expect(card).hasCount(0);
    }

    @Test
    void a_restart_of_the_server_is_survived_without_a_reload_and_without_a_gap() throws TimeoutException {
        screen.mayLoseServer();
        String student = SampleSchool.student(1, 4);
        absentTwice(student);
        expect(card(student)).containsText("旷课 4 学时");
        school.stop();
        expect(screen.find("zm-connection")).containsText("已断开");
        screen.shoot("counselor-disconnected");
        school.launch();
        String other = SampleSchool.student(1, 5);
        absentTwice(other);
        expect(card(other)).containsText("旷课 4 学时");
        expect(card(student)).containsText("旷课 4 学时");
        expect(screen.find("zm-connection")).containsText("实时");
    }

    @Test
    void the_page_works_on_a_phone_and_in_english() {
        absentTwice(SampleSchool.student(1, 6));
        try (Screen phone = Screen.phone(chromium, school.url())) {
            phone.signIn("liumin", password);
            expect(phone.find("zm-card").first()).containsText("旷课");
            phone.shoot("counselor-phone");
            assertThat(phone.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            phone.open("/?lang=en");
            expect(phone.find("zm-card").first()).containsText("Absent 4 periods");
            phone.assertNoComplaints();
        }
    }

    private static void absentTwice(String student) {
        school.callRoll("2026-09-21", SampleSchool.FIRST_CLASS, student);
        school.callRoll("2026-09-28", SampleSchool.FIRST_CLASS, student);
    }

    private Locator card(String student) {
        return screen.find("zm-card").filter(new Locator.FilterOptions().setHasText(student));
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .first();
    }
}
