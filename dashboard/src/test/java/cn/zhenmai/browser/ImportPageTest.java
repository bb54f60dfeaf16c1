package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quality office brings a file, sees what is wrong, maps a column, takes the good rows and undoes them. */
class ImportPageTest {

    private static Chromium chromium;
    private static RunningSchool school;
    private static String password;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        password = school.account("zhiguan", "质量办", null, Role.QUALITY_OFFICE);
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

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(Charset.forName("GB18030")));
    }

    private static void press(Screen desk, String name) {
        desk.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    @Test
    void a_file_goes_from_the_drop_zone_to_what_holds_and_back() {
        try (Screen desk = Screen.desk(chromium, school.url(), 1280, 1100)) {
            desk.signIn("zhiguan", password);
            desk.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("导入"))
                    .click();
            Locator form = desk.find("zm-import-form");
            form.getByLabel("导入为").selectOption("attendance");
            form.getByLabel("来源").selectOption("affairs");
            String good = SampleSchool.student(1, 3);
            form.locator("input[type=file]")
                    .setInputFiles(file(
                            "十月考勤.csv",
                            "2026年10月考勤登记\n学号,课次,怎样\n" + good + ",M1.20261005.3,旷课\n" + SampleSchool.student(1, 4)
                                    + ",M1.20261005.3,迟到\n9999999999,M1.20261005.3,旷课\n"));
            Locator report = desk.find("zm-import-report");
            expect(report).containsText("编码 GB18030");
            expect(report).containsText("表头第 2 行");
            expect(report.locator(".problems")).containsText("缺少列「状态」");

            report.locator(".columns summary").click();
            report.getByLabel("怎样").selectOption("status");
            press(desk, "按此再试");
            expect(report.locator(".problems")).containsText("没有这个学生");
            expect(report.locator(".problems tr")).hasCount(2);
            expect(report.locator(".preview")).containsText(good);
            expect(desk.page()
                            .getByRole(
                                    AriaRole.BUTTON,
                                    new Page.GetByRoleOptions().setName("导入").setExact(true)))
                    .isDisabled();
            report.getByLabel("有问题的行略过，其余导入").check();
            desk.shoot("imports-tried");
            desk.assertAccessible();
            press(desk, "导入");
            Locator past = desk.find("zm-import-list tr[data-id]").first();
            expect(past).containsText("已导入");
            expect(past).containsText("入库 2");
            expect(past).containsText("待核 1");
            desk.shoot("imports-done");

            press(desk, "撤销");
            press(desk, "确认撤销");
            expect(past).containsText("已撤销");
            expect(past).containsText("收回 2");
            desk.assertAccessible();
            desk.assertNoComplaints();
        }
    }

    @Test
    void a_file_that_was_only_tried_is_taken_later_as_what_it_was_tried_as() {
        try (Screen desk = Screen.desk(chromium, school.url(), 1280, 1100)) {
            desk.signIn("zhiguan", password);
            expect(desk.find("zm-bar")).containsText("质量办");
            desk.open("/imports");
            Locator form = desk.find("zm-import-form");
            form.getByLabel("导入为").selectOption("attendance");
            form.getByLabel("来源").selectOption("affairs");
            form.locator("input[type=file]")
                    .setInputFiles(file("昨日考勤.csv", "学号,课次,状态\n" + SampleSchool.student(1, 5) + ",M1.20261005.3,旷课\n"));
            expect(desk.find("zm-import-report")).containsText("昨日考勤.csv");

            desk.open("/imports");
            press(desk, "昨日考勤.csv");
            expect(form.getByLabel("导入为")).hasValue("attendance");
            expect(form.getByLabel("来源")).hasValue("affairs");
            press(desk, "导入");
            Locator past = desk.find("zm-import-list tr[data-id]").first();
            expect(past).containsText("考勤");
            expect(past).containsText("入库 1");
            desk.assertNoComplaints();
        }
    }

    @Test
    void a_binary_xls_is_answered_with_the_way_out_and_a_file_may_be_dropped() {
        try (Screen desk = Screen.desk(chromium, school.url(), 1280, 900)) {
            desk.signIn("zhiguan", password);
            expect(desk.find("zm-bar")).containsText("质量办");
            desk.open("/imports");
            Locator drop = desk.find("zm-import-form .drop");
            expect(drop).containsText("把文件拖到这里");
            drop.evaluate("""
                    (zone, bytes) => {
                      const data = new DataTransfer();
                      data.items.add(new File([new Uint8Array(bytes)], '旧课表.xls'));
                      zone.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                    }""", List.of(0xD0, 0xCF, 0x11, 0xE0, 0, 0));
            expect(desk.find("zm-import-report")).containsText("另存为 .xlsx");
            expect(desk.find("zm-import-report")).containsText("旧课表.xls");
            assertThat(desk.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(1280);
            desk.assertNoComplaints();
        }
    }
}
