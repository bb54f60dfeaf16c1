package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;

import cn.zhenmai.access.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quality office deals with rows that could not be stored. */
class QuarantinePageTest {

    private static final String ROW = """
            {"type":"attendance","student":"%s","session":"M1.20261012.3","status":"ABSENT","recordedAt":"2026-10-12T10:02:00+08:00"}""";

    private static Chromium chromium;
    private static RunningSchool school;
    private static String password;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        password = school.account("zhiliang", "质量办", null, Role.QUALITY_OFFICE);
        school.setClock("2026-10-12T10:05:00+08:00");
        school.postRefused("[" + ROW.formatted("2025010l02") + "," + ROW.formatted("2099999999") + "]");
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
    void a_row_is_repaired_and_sent_again_and_another_discarded_with_its_reason() {
        try (Screen desk = Screen.desk(chromium, school.url(), 1280, 900)) {
            desk.signIn("zhiliang", password);
            expect(desk.find("zm-bar")).containsText("待处理数据");
            desk.open("/quarantine");
            expect(desk.find("zm-held-row")).hasCount(2);
            expect(row(desk, "2025010l02")).containsText("没有这个学生");
            desk.shoot("quarantine");
            desk.assertAccessible();

            press(row(desk, "2025010l02"), "修改后重发");
            Locator sheet = desk.find("zm-repair-sheet");
            sheet.getByLabel("学号").fill("20990101");
            sheet.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("重发"))
                    .click();
            expect(sheet.getByRole(AriaRole.ALERT)).containsText("没有这个学生");
            sheet.getByLabel("学号").fill(SampleSchool.student(1, 2));
            desk.shoot("quarantine-repair");
            desk.assertAccessible();
            sheet.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("重发"))
                    .click();
            expect(row(desk, "2025010l02").locator(".answer")).hasText("已入库");
            expect(row(desk, "2025010l02")).containsText("修改后重发 → 已入库");

            press(row(desk, "2099999999"), "丢弃");
            sheet.getByLabel("丢弃的原因").fill("试机数据");
            sheet.locator("form .button").click();
            expect(row(desk, "2099999999").locator(".answer")).hasText("已丢弃");
            expect(row(desk, "2099999999")).containsText("试机数据");
            desk.shoot("quarantine-done");
            desk.page().reload();
            expect(desk.find("zm-quarantine")).containsText("没有这样的数据");
            desk.find("select[name=state]").selectOption("DISCARDED");
            expect(desk.find("zm-held-row")).hasCount(1);
            desk.assertNoComplaints();
        }
    }

    private static Locator row(Screen desk, String text) {
        return desk.find("zm-held-row").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void press(Locator within, String name) {
        within.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
