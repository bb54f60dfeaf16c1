package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quality office makes a source, changes its key and its limits; its owner sees what became of what was sent. */
class SourcesPageTest {

    private static Chromium chromium;
    private static RunningSchool school;
    private static String office;
    private static String owner;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        office = school.account("quality", "质量办", null, Role.QUALITY_OFFICE);
        owner = school.account("zhang", "张老师", null, Role.TEACHER);
        school.setClock("2026-10-12T10:12:00+08:00");
        school.callRoll("2026-10-12", SampleSchool.FIRST_CLASS, SampleSchool.student(1, 1));
        school.callRoll("2026-10-12", SampleSchool.FIRST_CLASS, SampleSchool.student(1, 1));
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

    private static Locator button(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void a_source_is_made_its_key_shown_once_changed_and_revoked() {
        try (Screen screen = Screen.desk(chromium, school.url(), 1280, 900)) {
            screen.signIn("quality", office);
            screen.page().waitForURL(school.url() + "/");
            screen.open("/sources");
            Locator page = screen.find("zm-sources");
            Locator affairs = page.getByRole(AriaRole.ARTICLE, new Locator.GetByRoleOptions().setName("学生处"));
            expect(affairs.getByRole(AriaRole.ROW).nth(1)).containsText("2026-10-12");
            button(page, "新建来源").click();
            page.locator("input[name=id]").fill("dorm");
            page.locator("input[name=name]").fill("宿舍门禁");
            page.locator("input[name=owner]").fill("zhang");
            page.locator("input[name=cadenceMinutes]").fill("60");
            page.locator("input[name=types]").fill("attendance，roll-call");
            button(page, "保存").click();
            expect(page.locator("code")).containsText("zk_dorm_");
            screen.shoot("sources");
            screen.assertAccessible();
            button(page, "已保存，隐藏").click();
            expect(page.locator("code")).hasCount(0);
            Locator dorm = page.getByRole(AriaRole.ARTICLE, new Locator.GetByRoleOptions().setName("宿舍门禁"));
            expect(dorm).containsText("attendance");
            expect(dorm).containsText("上课时段每 60 分钟");
            button(dorm, "新密钥").click();
            expect(page.locator("code")).containsText("zk_dorm_");
            expect(button(dorm, "新密钥")).hasCount(0);
            button(dorm, "停用 宿舍门禁 的第 1 把密钥").click();
            expect(button(dorm, "新密钥")).isVisible();
            button(dorm, "修改").click();
            page.getByLabel("停用此来源").check();
            button(page, "保存").click();
            expect(dorm).containsText("已停用");
            screen.assertNoComplaints();
        }
        try (Screen screen = Screen.phone(chromium, school.url())) {
            screen.signIn("zhang", owner);
            screen.page().waitForURL(school.url() + "/teacher");
            screen.open("/sources");
            expect(screen.find("zm-sources").getByRole(AriaRole.ARTICLE)).hasCount(1);
            expect(screen.find("zm-sources").getByRole(AriaRole.BUTTON)).hasCount(1);
            Object fits = screen.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth");
            assertThat(fits).isEqualTo(true);
            screen.shoot("sources-owner");
            screen.assertAccessible();
            screen.assertNoComplaints();
        }
    }
}
