package cn.zhenmai.intake.file;

import static cn.zhenmai.store.JournalFixture.attendance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.Source;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the file to what holds, and back. Monday of week 7, eight in the morning; M1 is on Mondays 1–2 and Tuesdays 3–4. */
class ImportsTest {

    private static final Source OFFICE = new Source("affairs", 40, true);

    private JournalFixture fixture;
    private Imports imports;

    @BeforeEach
    void start() {
        fixture = new JournalFixture();
        RegistryBuilder school = JournalFixture.school();
        school.indicators.add(new Registry.Indicator(
                "SB-01", "生均设备值", "Equipment per student", "元", Registry.Indicator.Level.SCHOOL));
        assertThat(fixture.school(school.registry()).sequence()).isPositive();
        SourceStore sources = new SourceStore(fixture.database, fixture.clock);
        assertThat(await(sources.create("affairs", "学生处", 40, true, null))).isNotEmpty();
        assertThat(await(sources.create("reader", "读卡器", 10, false, java.util.Set.of("attendance"))))
                .isNotEmpty();
        imports = new Imports(fixture.database, fixture.journal, fixture.clock, fixture.clock).start();
    }

    @AfterEach
    void stop() {
        imports.close();
        fixture.close();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static Settings settings(String target, boolean rowWise) {
        return new Settings(target, "affairs", null, rowWise, false, false, null, null);
    }

    private Import bring(Settings settings, String... lines) {
        byte[] content = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return await(imports.bring("a.csv", content, settings, "office"));
    }

    /** Waits behind it on the one thread: what was begun before is finished then. */
    private Import finished(Import one) {
        assertThatThrownBy(() -> await(imports.again("0", settings("student", false), Map.of())))
                .hasRootCauseInstanceOf(Imports.NotNowException.class);
        return await(imports.find(one.id())).orElseThrow();
    }

    private Import apply(Import one) {
        assertThat(await(imports.apply(one.id())).state()).isEqualTo(Import.State.RUNNING);
        return finished(one);
    }

    private Import undo(Import one) {
        assertThat(await(imports.undo(one.id(), "office")).state()).isEqualTo(Import.State.UNDOING);
        return finished(one);
    }

    private List<String> observed() {
        return fixture.query("select student_id, coalesce(observed_status, '-'), coalesce(status, '-') from attendance"
                + " where session_id = 'M1.20261012.1' order by student_id");
    }

    private static List<Input> facts(List<Input> inputs) {
        return inputs.stream().filter(Input.Facts.class::isInstance).toList();
    }

    @Test
    void a_try_names_every_problem_and_takes_nothing() {
        long head = fixture.journal.sequence();
        Import tried = bring(
                settings("attendance", false),
                "2026-10-12 考勤登记表",
                "学号,姓名,教学班,日期,节次,状态,备注",
                "S11,甲,M1,2026/10/12,第1-2节,旷课,",
                "S12,乙,M1,2026-10-12,1,睡觉,",
                "S99,丙,M1,2026-10-12,1,旷课,",
                "S13,丁,M1,12月,1,旷课,",
                "S13,丁,M1,2026-10-13,1,旷课,");
        Report report = tried.report();
        assertThat(report.encoding()).isEqualTo("UTF-8");
        assertThat(report.headerRow()).isEqualTo(2);
        assertThat(report.columns()).contains(new Report.Heading("教学班", "offering"), new Report.Heading("备注", null));
        assertThat(report.rows()).isEqualTo(5);
        assertThat(report.goodRows()).isEqualTo(1);
        assertThat(report.problems().stream().map(p -> p.row() + " " + p.field()))
                .containsExactly("4 status", "5 student", "6 date", "7 session");
        assertThat(report.preview().get(0).texts())
                .containsEntry("student", "S11")
                .containsEntry("status", "旷课");
        assertThat(fixture.journal.sequence()).isEqualTo(head);
        assertThat(apply(tried).state()).isEqualTo(Import.State.FAILED);
        assertThat(fixture.journal.sequence()).isEqualTo(head);
    }

    @Test
    void row_wise_the_good_rows_are_taken_and_undone_what_they_had_replaced_holds_again() {
        Instant early = JournalFixture.MONDAY.minusSeconds(600);
        assertThat(fixture.send(JournalFixture.READER, attendance("S11", "M1.20261012.1", Status.PRESENT, early))
                        .stored())
                .isEqualTo(1);
        Import done = apply(bring(
                settings("attendance", true),
                "学号,课次,状态",
                "S11,M1.20261012.1,旷课",
                "S12,M1.20261012.1,迟到",
                "S13,M1.20261012.1,病假",
                "S99,M1.20261012.1,旷课"));
        assertThat(done.state()).isEqualTo(Import.State.DONE);
        assertThat(done.report().counts())
                .containsEntry("stored", 2)
                .containsEntry("corrected", 1)
                .containsEntry("quarantined", 1);
        assertThat(observed()).containsExactly("S11 ABSENT ABSENT", "S12 LATE LATE", "S13 SICK SICK");

        Instant later = JournalFixture.MONDAY.plusSeconds(60);
        assertThat(fixture.send(OFFICE, attendance("S13", "M1.20261012.1", Status.ABSENT, later))
                        .corrected())
                .isEqualTo(1);
        Import undone = undo(done);
        assertThat(undone.state()).isEqualTo(Import.State.UNDONE);
        assertThat(undone.report().counts()).containsEntry("takenBack", 2).containsEntry("overridden", 1);
        assertThat(observed()).containsExactly("S11 PRESENT PRESENT", "S12 - -", "S13 ABSENT ABSENT");
        assertThat(fixture.query("select kind, source_id, withdrawn_sequence > sequence from withdrawn_version"))
                .hasSize(3)
                .containsOnly("ATTENDANCE affairs t");
        assertThat(fixture.query("select count(*) from quarantine where discarded_at is null"))
                .containsExactly("0");
        assertThat(facts(fixture.replayed())).isEqualTo(facts(fixture.heard));
    }

    @Test
    void an_undone_file_can_be_brought_again_with_the_same_times() {
        String[] file = {"学号,课次,状态,记录时间", "S11,M1.20261012.1,旷课,2026-10-12 07:50"};
        Import first = apply(bring(settings("attendance", false), file));
        assertThat(undo(first).state()).isEqualTo(Import.State.UNDONE);
        Import again = apply(bring(settings("attendance", false), file));
        assertThat(again.report().counts()).containsEntry("stored", 1);
        assertThat(observed()).containsExactly("S11 ABSENT ABSENT");
    }

    @Test
    void every_stream_is_taken_and_taken_back_to_nothing() {
        List<List<String>> files = List.of(
                List.of("roll-call", "课次,班级,方式\nM1.20261012.1,软件2501班,例外"),
                List.of("leave-slip", "学号,请假条号,请假类型,开始时间,结束时间,审批状态\nS12,L1,病假,2026-10-12,2026-10-12,已批准"),
                List.of("lesson-check", "学号,课次,检测序号,得分,满分,知识点 循环\nS11,M1.20261012.1,1,8,10,3/5"),
                List.of("learning-evaluation", "工号,教学班,月份,学习态度,作业\n王老师,M1,2026-10,4,3.5"),
                List.of("reported-value", "指标,期间,数值\nSB-01,2026,17.5"),
                List.of("course-result", "学号,教学班,总评成绩,是否及格,学分\nS11,M1,58.5,不及格,3"),
                List.of("teacher-attendance", "工号,课次,到课情况,迟到分钟\n王老师,M1.20261012.1,迟到,6"),
                List.of("ballot-summary", "工号,教学班,评教截止,应参评人数,实参评人数,均分\n王老师,M1,2026-10-10,40,33,4.21"));
        long before = fixture.journal.sequence();
        for (List<String> file : files) {
            Import done = apply(bring(settings(file.get(0), false), file.get(1)));
            assertThat(done.state()).as(done.report().toString()).isEqualTo(Import.State.DONE);
            assertThat(done.report().counts()).as(file.get(0)).containsEntry("stored", 1);
            if (file.get(0).equals("leave-slip")) {
                assertThat(observed()).containsExactly("S11 - PRESENT", "S12 - SICK", "S13 - PRESENT");
            }
        }
        assertThat(fixture.journal.sequence()).isEqualTo(before + files.size());
        for (int id = files.size(); id >= 1; id--) {
            assertThat(undo(await(imports.find(Integer.toString(id))).orElseThrow())
                            .report()
                            .counts())
                    .containsEntry("takenBack", 1);
        }
        assertThat(observed()).containsExactly("S11 - -", "S12 - -", "S13 - -");
        for (String table : List.of(
                "roll_call",
                "leave_slip",
                "lesson_check",
                "learning_evaluation",
                "reported_value",
                "course_result",
                "teacher_attendance",
                "ballot_summary",
                "fact_history")) {
            assertThat(fixture.query("select count(*) from " + table)).as(table).containsExactly("0");
        }
        assertThat(fixture.query("select count(*) from withdrawn_version")).containsExactly("8");
        assertThat(facts(fixture.replayed())).isEqualTo(facts(fixture.heard));
    }

    @Test
    void all_or_nothing_takes_back_what_it_had_taken_when_the_store_knows_better() {
        Instant at = JournalFixture.MONDAY.minusSeconds(600);
        assertThat(fixture.send(OFFICE, attendance("S13", "M1.20261012.1", Status.PRESENT, at))
                        .stored())
                .isEqualTo(1);
        Import failed = apply(bring(
                settings("attendance", false),
                "学号,课次,状态,记录时间",
                "S11,M1.20261012.1,旷课,2026-10-12 07:50",
                "S13,M1.20261012.1,旷课,2026-10-12 07:50"));
        assertThat(failed.state()).isEqualTo(Import.State.FAILED);
        assertThat(failed.report().problems().get(0).field()).isEqualTo("recordedAt");
        assertThat(observed()).containsExactly("S11 - -", "S13 PRESENT PRESENT");
    }

    @Test
    void a_file_that_did_not_hold_as_a_whole_can_be_begun_again_row_by_row() {
        Instant at = JournalFixture.MONDAY.minusSeconds(600);
        assertThat(fixture.send(OFFICE, attendance("S13", "M1.20261012.1", Status.PRESENT, at))
                        .stored())
                .isEqualTo(1);
        Import failed = apply(bring(
                settings("attendance", false),
                "学号,课次,状态,记录时间",
                "S11,M1.20261012.1,旷课,2026-10-12 07:50",
                "S13,M1.20261012.1,旷课,2026-10-12 07:50"));
        assertThat(failed.state()).isEqualTo(Import.State.FAILED);
        Import done = apply(await(imports.again(failed.id(), settings("attendance", true), Map.of())));
        assertThat(done.state()).isEqualTo(Import.State.DONE);
        assertThat(done.report().counts()).containsEntry("stored", 1).containsEntry("quarantined", 1);
        assertThat(observed()).contains("S11 ABSENT ABSENT");
        assertThat(undo(done).report().counts()).containsEntry("takenBack", 1);
        assertThat(observed()).containsExactly("S11 - -", "S13 PRESENT PRESENT");
    }

    @Test
    void a_file_speaks_only_of_the_classes_that_its_source_may_send_for() throws SQLException {
        restrict("affairs", "classes", "软件2502");
        Import tried = bring(settings("attendance", true), "学号,课次,状态", "S11,M1.20261012.1,旷课", "S21,M1.20261012.1,旷课");
        assertThat(tried.report().problems())
                .containsExactly(new Report.Wrong(2, "student", "该来源不得报送此班级／this source may not send for this class"));
        Import done = apply(tried);
        assertThat(done.report().counts()).containsEntry("stored", 1).containsEntry("rejected", 1);
        assertThat(fixture.query("select student_id from attendance")).containsExactly("S21");
    }

    @Test
    void what_a_source_may_no_longer_send_is_not_taken_either() throws SQLException {
        Import tried = bring(settings("attendance", true), "学号,课次,状态", "S11,M1.20261012.1,旷课");
        assertThat(tried.report().problemCount()).isZero();
        restrict("affairs", "types", "leave-slip");
        assertThatThrownBy(() -> apply(tried))
                .hasRootCauseInstanceOf(Imports.NotNowException.class)
                .hasMessageContaining("该来源不得发送此类型／this source may not send this type");
        assertThat(await(imports.find(tried.id())).orElseThrow().state()).isEqualTo(Import.State.TRIED);
        assertThat(observed()).isEmpty();
    }

    private void restrict(String source, String column, String only) throws SQLException {
        int changed = fixture.database.inTransaction(connection -> {
            try (var update = connection.prepareStatement("update source set " + column + " = array[?] where id = ?")) {
                update.setString(1, only);
                update.setString(2, source);
                return update.executeUpdate();
            }
        });
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void a_table_is_merged_by_key_and_undone_row_by_row_except_what_was_edited_since() {
        Import done = apply(
                bring(settings("teacher", false), "职工号,姓名,邮箱", "T1,王老师,new@school.example", "T3,陈老师,", "T4,周老师,"));
        assertThat(done.report().counts()).containsEntry("added", 2).containsEntry("changed", 1);
        assertThat(fixture.journal.school().teacher("T2")).isPresent();
        Import later = apply(bring(settings("teacher", false), "工号,姓名", "T3,陈教授"));
        assertThat(later.report().counts()).containsEntry("changed", 1);

        Import undone = undo(done);
        assertThat(undone.report().counts()).containsEntry("takenBack", 2).containsEntry("overridden", 1);
        assertThat(fixture.journal.school().teacher("T4")).isEmpty();
        assertThat(fixture.journal.school().teacher("T3").orElseThrow().name()).isEqualTo("陈教授");
        assertThat(fixture.journal.school().teacher("T1").orElseThrow().email()).isEqualTo("t1@school.example");
    }

    @Test
    void what_later_rows_need_is_not_taken_back_and_the_answer_says_so() {
        Import made = apply(bring(settings("course", false), "课程编号,名称", "X,体育"));
        Import used = apply(bring(settings("offering", false), "开课编号,课程编号,学期,班级编号,工号", "X1,X,2026-1,软件2501班,李老师"));
        assertThat(fixture.journal.school().offering("X1").orElseThrow().teachers())
                .containsExactly("T2");
        Import refused = undo(made);
        assertThat(refused.state()).isEqualTo(Import.State.DONE);
        assertThat(refused.report().problems().get(0).message()).contains("X");
        assertThat(undo(used).state()).isEqualTo(Import.State.UNDONE);
        assertThat(undo(made).state()).isEqualTo(Import.State.UNDONE);
        assertThat(fixture.journal.school().course("X")).isEmpty();
    }

    @Test
    void bad_rows_of_a_table_hold_back_all_or_only_themselves() {
        String[] file = {"学号,姓名,出生日期", "S11,新名,2008-01-01", "S98,没有生日的,2008-13-01", ",缺学号,"};
        Import failed = apply(bring(settings("student", false), file));
        assertThat(failed.state()).isEqualTo(Import.State.FAILED);
        assertThat(failed.report().problems().stream().map(p -> p.row() + " " + p.field()))
                .containsExactly("3 bornOn", "4 id");
        Import done = apply(bring(settings("student", true), file));
        assertThat(done.state()).isEqualTo(Import.State.DONE);
        assertThat(done.report().counts()).containsEntry("changed", 1).containsEntry("added", 0);
        assertThat(fixture.journal.school().student("S11").orElseThrow().name()).isEqualTo("新名");
        assertThat(fixture.journal.school().student("S12")).isPresent();
    }

    @Test
    void columns_and_aliases_are_remembered_for_the_next_file() {
        String[] file = {"编号,行政班名,怎么样,课", "S11,25软件1,旷课,M1.20261012.1"};
        Import tried = bring(settings("attendance", false), file);
        assertThat(tried.report().problems()).isNotEmpty();
        Map<String, String> columns = Map.of("编号", "student", "怎么样", "status", "课", "session", "行政班名", "");
        Settings told = new Settings("attendance", "affairs", columns, false, false, false, null, null);
        assertThat(await(imports.again(tried.id(), told, Map.of())).report().problems())
                .isEmpty();
        assertThat(bring(settings("attendance", false), file).report().problems())
                .isEmpty();

        String[] roll = {"课次,班级", "M1.20261012.1,25软件1"};
        Import unknown = bring(settings("roll-call", false), roll);
        assertThat(unknown.report().problems().get(0).field()).isEqualTo("class");
        Import known = await(
                imports.again(unknown.id(), settings("roll-call", false), Map.of("class", Map.of("25软件1", "软件2501"))));
        assertThat(known.report().problems()).isEmpty();
    }

    @Test
    void a_teacher_of_a_name_that_two_bear_needs_the_staff_number() {
        assertThat(apply(bring(settings("teacher", false), "工号,姓名", "T3,李老师")).state())
                .isEqualTo(Import.State.DONE);
        Import tried = bring(
                settings("learning-evaluation", false), "教师,教学班,月份,态度", "李老师,M1,2026-10,4", "李老师(T3),M1,2026-10,4");
        assertThat(tried.report().problems()).hasSize(1);
        assertThat(tried.report().problems().get(0).message()).contains("T2、T3");
    }

    @Test
    void an_import_that_was_broken_off_goes_on_where_it_was() throws SQLException {
        StringBuilder rows = new StringBuilder("学号,课次,状态\n");
        for (int i = 0; i < 1_500; i++) {
            rows.append("S1").append(1 + i % 3).append(",M1.20261012.1,旷课\n");
        }
        Import tried = bring(settings("attendance", true), rows.toString());
        // As the process leaves it that ends after its first batch: RUNNING, and one receipt.
        fixture.database.<Void>inTransaction(connection -> {
            try (var update = connection.createStatement()) {
                assertThat(update.executeUpdate(
                                "update import set state = 'RUNNING', applied_at = '2026-10-12T00:00:00Z'"))
                        .isEqualTo(1);
            }
            return null;
        });
        assertThat(fixture.submit(new Entry.Facts(
                                OFFICE,
                                List.of(new Entry.Row(
                                        2, attendance("S11", "M1.20261012.1", Status.ABSENT, JournalFixture.MONDAY))),
                                List.of(),
                                null,
                                "import-" + tried.id() + "-1"))
                        .stored())
                .isEqualTo(1);
        imports.close();
        imports = new Imports(fixture.database, fixture.journal, fixture.clock, fixture.clock).start();
        Import done = finished(tried);
        assertThat(done.state()).isEqualTo(Import.State.DONE);
        assertThat(done.report().counts()).containsEntry("stored", 3).containsEntry("duplicate", 498);
        assertThat(undo(done).report().counts()).containsEntry("takenBack", 3);
        assertThat(observed()).containsExactly("S11 - -", "S12 - -", "S13 - -");
    }

    @Test
    void a_source_takes_only_what_it_may_send_and_an_import_is_applied_once() {
        Settings reader = new Settings("roll-call", "reader", null, false, false, false, null, null);
        assertThatThrownBy(() -> bring(reader, "课次,班级", "M1.20261012.1,软件2501"))
                .hasRootCauseInstanceOf(Imports.NotNowException.class);
        Settings nobody = new Settings("attendance", "nobody", null, false, false, false, null, null);
        assertThatThrownBy(() -> bring(nobody, "学号")).hasRootCauseInstanceOf(Imports.NotNowException.class);
        Import done = apply(bring(settings("course", false), "课程编号,名称", "X,体育"));
        assertThatThrownBy(() -> await(imports.apply(done.id()))).hasRootCauseInstanceOf(Imports.NotNowException.class);
    }

    @Test
    void an_unreadable_file_is_a_report_too() {
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
        Import tried = await(imports.bring("旧.xls", old, settings("student", false), "office"));
        assertThat(tried.report().problems().get(0).message()).contains("另存为 .xlsx");
        assertThat(apply(tried).state()).isEqualTo(Import.State.FAILED);
    }
}
