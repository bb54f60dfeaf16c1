package cn.zhenmai.browser;

import static cn.zhenmai.browser.Screen.expect;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.access.Role;
import cn.zhenmai.rule.RuleSet;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quality office edits rules, tries them and takes them back. */
class RulesPageTest {

    private static final String STRICT = "absent-strict";

    private static Chromium chromium;
    private static RunningSchool school;
    private static String office;
    private static String head;

    @BeforeAll
    static void start() throws TimeoutException {
        chromium = Chromium.launch();
        school = RunningSchool.start();
        office = school.account("lin", "林处长", null, Role.QUALITY_OFFICE);
        head = school.account("xu", "徐校长", null, Role.LEADER);
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

    private static Screen signedIn(String account, String password) {
        Screen desk = Screen.desk(chromium, school.url(), 1360, 900);
        desk.signIn(account, password);
        expect(desk.find("zm-bar")).containsText(account.equals("lin") ? "林处长" : "徐校长");
        desk.open("/rules");
        expect(desk.find("zm-rule-list")).containsText("学期旷课学时");
        return desk;
    }

    private static void tab(Screen desk, String name) {
        desk.page()
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private static void click(Screen desk, String name) {
        desk.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static Locator text(Screen desk) {
        return desk.page().getByLabel("规则文件");
    }

    /** The standard rules with the ladder once more, from two periods on, in shadow mode. */
    private static String withShadow() {
        String yaml = RuleSet.standardYaml();
        String ladder = yaml.substring(yaml.indexOf("  - id: absent-periods"), yaml.indexOf("  - id: missed-in-a-row"));
        return yaml.stripTrailing()
                + "\n\n"
                + ladder.replace("id: absent-periods\n", "id: " + STRICT + "\n    mode: shadow\n")
                        .replace("level: BLUE, at: 4", "level: BLUE, at: 2");
    }

    private static void save(Screen desk, String yaml, String why) {
        tab(desk, "编辑");
        text(desk).fill(yaml);
        desk.page().getByLabel("修改理由").fill(why);
        click(desk, "保存为新版本");
        expect(desk.find("[role=status]").first()).containsText("已保存");
    }

    @Test
    void a_draft_is_checked_while_it_is_typed_saved_with_a_reason_and_taken_back() {
        try (Screen desk = signedIn("lin", office)) {
            desk.shoot("rules-list");
            desk.assertAccessible();
            tab(desk, "编辑");
            text(desk).fill(RuleSet.standardYaml().replace("leave-counts: false", "leave-count: false"));
            expect(desk.find("zm-rule-editor .problems button")).containsText("未知字段");
            desk.find("zm-rule-editor .problems button").click();
            assertThat(desk.page()
                            .evaluate("() => { const box = document.querySelector('zm-rules').shadowRoot"
                                    + ".querySelector('zm-rule-editor').shadowRoot.querySelector('textarea');"
                                    + " return box.value.slice(box.selectionStart, box.selectionEnd); }")
                            .toString())
                    .contains("leave-count: false");
            desk.shoot("rules-problem");
            desk.assertAccessible();
            text(desk)
                    .fill(RuleSet.standardYaml()
                            .replace("id: absent-periods\n    version: 1", "id: absent-periods\n    version: 2")
                            .replace("level: YELLOW, at: 8", "level: YELLOW, at: 6"));
            expect(desk.find("zm-rule-changes")).containsText("levels[1].at: 8 → 6");
            desk.shoot("rules-change");
            desk.page().getByLabel("修改理由").fill("家长会建议早一点告知");
            click(desk, "保存为新版本");
            expect(desk.find("[role=status]").first()).containsText("已保存");
            tab(desk, "现行规则");
            expect(desk.find("zm-rule-list")).containsText("黄 6");
            tab(desk, "版本");
            expect(desk.find("zm-rule-editions li.edition").first()).containsText("家长会建议早一点告知");
            desk.shoot("rules-editions");
            desk.assertAccessible();
            click(desk, "恢复此版本");
            desk.find("zm-rule-editions form input").fill("暂缓");
            desk.find("zm-rule-editions form button").click();
            expect(desk.find("[role=status]").first()).containsText("已保存");
            tab(desk, "现行规则");
            expect(desk.find("zm-rule-list")).containsText("黄 8");
            desk.assertNoComplaints();
        }
    }

    @Test
    void a_pack_is_taken_in_and_a_rule_in_shadow_mode_is_seen_beside_the_live_one() {
        try (Screen desk = signedIn("lin", office)) {
            save(desk, withShadow(), "先试一试");
            school.setClock("2026-10-12T10:12:00+08:00");
            school.callRoll("2026-10-12", SampleSchool.FIRST_CLASS, SampleSchool.student(1, 3));
            desk.open("/rules");
            tab(desk, "试运行对照");
            desk.find("zm-rules .choose select").selectOption(STRICT);
            expect(desk.find("zm-rule-shadow table")).containsText("刘敏");
            expect(desk.find("zm-rule-shadow .counts")).containsText("仅 " + STRICT);
            desk.shoot("rules-shadow");
            desk.assertAccessible();
            tab(desk, "编辑");
            desk.page().getByLabel("加入政策包").selectOption("sanctions-20");
            expect(desk.find("zm-rule-changes")).containsText("sanction-lines");
            click(desk, "还原");
            expect(desk.find("zm-rule-changes")).containsText("没有变化");
            desk.assertNoComplaints();
        }
    }

    @Test
    void a_rule_is_tried_on_the_past_before_anybody_is_bothered() {
        try (Screen desk = signedIn("lin", office)) {
            school.setClock("2026-10-12T10:12:00+08:00");
            for (int n = 4; n <= 7; n++) {
                school.callRoll("2026-10-12", SampleSchool.FIRST_CLASS, SampleSchool.student(1, n));
            }
            tab(desk, "回测与建议");
            desk.find("zm-rule-trial select").selectOption("absent-in-a-week");
            desk.page()
                    .getByLabel("自", new Page.GetByLabelOptions().setExact(true))
                    .fill("2026-10-01");
            desk.page().getByLabel("至（不含）").fill("2026-10-13");
            click(desk, "开始回测");
            expect(desk.find("zm-rule-trial .sum")).containsText("absent-in-a-week：本应预警 0 次");
            click(desk, "建议阈值");
            expect(desk.find("zm-rule-trial .sum")).containsText("建议阈值 1");
            expect(desk.find("zm-rule-trial tr.chosen")).containsText("1");
            desk.shoot("rules-proposal");
            desk.page().getByLabel("每周卡片上限").fill("1");
            click(desk, "建议阈值");
            expect(desk.find("zm-rule-trial .sum")).containsText("建议阈值 2");
            desk.find("zm-rule-trial select").selectOption("session-attendance");
            click(desk, "开始回测");
            expect(desk.find("zm-rule-trial .sum")).containsText("session-attendance");
            expect(desk.find("zm-rule-trial")).containsText("谁会看到");
            desk.shoot("rules-trial");
            desk.assertAccessible();
            desk.assertNoComplaints();
        }
    }

    @Test
    void a_leader_reads_and_does_not_edit() {
        try (Screen desk = signedIn("xu", head)) {
            tab(desk, "编辑");
            expect(desk.find("zm-rule-editor")).containsText("仅质量管理办公室可以修改");
            assertThat(text(desk).isEditable()).isFalse();
            desk.assertNoComplaints();
        }
    }
}
