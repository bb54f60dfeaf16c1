package cn.zhenmai.engine;

import cn.zhenmai.rule.RuleSet;
import java.util.List;

/**
 * A rule file of the simulated terms, and the same in the oracle's own numbers: the standard rules, some of them otherwise, and rules
 * that use what the standard ones don't (conditions together, hold times, scope).
 *
 * @param absences bounds of absent-periods: blue, yellow, orange, red
 * @param attendance bounds of the session's rate in percent: yellow, orange
 * @param leaveCounts whether leave is missed in the share of a course
 * @param inARow whether the rule of absences in a row is there
 */
record Edition(String yaml, List<Integer> absences, List<Integer> attendance, boolean leaveCounts, boolean inARow) {

    private static final String FURTHER = """

              - id: six-for-two-days
                version: 1
                name: {zh: 持续六学时, en: Six periods for two days}
                measure: {kind: absent-periods, late-or-early-per-period: 3}
                subject: student
                levels:
                  - {level: RED, at: 6, name: {zh: 六学时线, en: the line of six}}
                stabilise-after: 0
                for: 48h
                keep: 30h
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: class-a
                version: 1
                name: {zh: 甲班, en: Class A}
                measure: {kind: absent-periods, late-or-early-per-period: 0}
                subject: student
                scope: {classes: [A]}
                levels:
                  - {level: BLUE, at: 2, name: {zh: 二, en: two}}
                stabilise-after: 0
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: together
                version: 1
                name: {zh: 组合, en: Together}
                measure: {kind: absent-periods, late-or-early-per-period: 3}
                subject: student
                levels:
                  - level: YELLOW
                    name: {zh: 四到七, en: four to seven}
                    when:
                      all:
                        - {measure: {kind: absent-periods, late-or-early-per-period: 3}, at: 4}
                        - {not: {measure: {kind: absent-periods, late-or-early-per-period: 3}, at: 8}}
                  - level: RED
                    name: {zh: 十, en: ten}
                    when:
                      any:
                        - {measure: {kind: absent-periods, late-or-early-per-period: 3}, at: 12}
                        - {measure: {kind: absent-periods, late-or-early-per-period: 3}, at: 10, for: 36h}
                stabilise-after: 0
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: absent-week
                version: 1
                name: {zh: 一周旷课, en: Absent in a week}
                measure: {kind: tally, of: absent-times, window: {kind: rolling-days, count: 7}}
                subject: student
                levels:
                  - {level: YELLOW, at: 3, name: {zh: 三, en: three}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: missed-much
                version: 1
                name: {zh: 缺课多, en: Missed much}
                measure: {kind: tally, of: missed-rate, window: {kind: term}}
                subject: student
                minimum-n: 6
                levels:
                  - {level: YELLOW, at: 0.3, name: {zh: 三成, en: three tenths}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: class-week
                version: 1
                name: {zh: 班级上周, en: Class last week}
                measure: {kind: tally, of: attendance-rate, window: {kind: last-teaching-weeks, count: 1}}
                subject: class
                direction: below
                minimum-n: 30
                levels:
                  - {level: YELLOW, at: 0.85, name: {zh: 线, en: line}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: course-three
                version: 1
                name: {zh: 课程三次, en: Three of a course}
                measure: {kind: tally, of: attendance-rate, window: {kind: last-sessions, count: 3}}
                subject: offering
                direction: below
                minimum-n: 20
                levels:
                  - {level: YELLOW, at: 0.85, name: {zh: 线, en: line}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: college-month
                version: 1
                name: {zh: 学院本月, en: College this month}
                measure: {kind: tally, of: attendance-rate, window: {kind: month}}
                subject: college
                direction: below
                minimum-n: 50
                levels:
                  - {level: BLUE, at: 0.87, name: {zh: 线, en: line}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: by-unit
                version: 1
                name: {zh: 各院不同, en: Otherwise by college}
                measure: {kind: absent-periods, late-or-early-per-period: 0}
                subject: student
                levels:
                  - {level: BLUE, at: 3, name: {zh: 三, en: three}}
                stabilise-after: 0
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}
                overrides:
                  - {id: k2, scope: {colleges: [K2]}, levels: [{level: YELLOW, at: 5, name: {zh: 五, en: five}}]}

              - id: rests
                version: 1
                name: {zh: 第三周停, en: Rests in week 3}
                measure: {kind: absent-periods, late-or-early-per-period: 0}
                subject: student
                schedule: week-3
                levels:
                  - {level: BLUE, at: 2, name: {zh: 二, en: two}}
                  - {level: ORANGE, at: 6, name: {zh: 六, en: six}}
                stabilise-after: 0
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: failed
                version: 1
                name: {zh: 不及格, en: Failed}
                measure: {kind: failed-courses}
                subject: student
                levels:
                  - {level: BLUE, at: 1, name: {zh: 一, en: one}}
                  - {level: YELLOW, at: 2, name: {zh: 二, en: two}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: class-passes
                version: 1
                name: {zh: 班级及格率, en: A class passes}
                measure: {kind: tally, of: course-pass-rate, window: {kind: term}}
                subject: class
                direction: below
                minimum-n: 4
                levels:
                  - {level: YELLOW, at: 0.6, name: {zh: 六成, en: sixty}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: teacher-late-twice
                version: 1
                name: {zh: 教师两次迟到, en: A teacher late twice}
                measure: {kind: tally, of: teacher-late, window: {kind: term}}
                subject: teacher
                levels:
                  - {level: BLUE, at: 2, name: {zh: 两次, en: twice}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: few-ballots
                version: 1
                name: {zh: 参评少, en: Few ballots}
                measure: {kind: tally, of: ballot-participation, window: {kind: term}}
                subject: school
                direction: below
                minimum-n: 10
                levels:
                  - {level: BLUE, at: 0.5, name: {zh: 一半, en: half}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: poorly-taught
                version: 1
                name: {zh: 评教低, en: Taught poorly}
                measure: {kind: tally, of: teaching-evaluation, window: {kind: term}}
                subject: teacher
                direction: below
                levels:
                  - {level: YELLOW, at: 3, name: {zh: 三分, en: three}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: teacher-gone
                version: 1
                name: {zh: 教师缺课, en: A teacher gone}
                measure: {kind: teacher-absent}
                subject: session
                levels:
                  - {level: ORANGE, at: 1, name: {zh: 一, en: one}}
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}

              - id: checks-for-days
                version: 1
                name: {zh: 持续低合格率, en: Low for days}
                measure: {kind: check-pass-rate, pass: 0.6, checks: 2}
                subject: offering
                direction: below
                recover: 0.75
                minimum-n: 8
                levels:
                  - {level: ORANGE, at: 0.70, name: {zh: 七成, en: seventy}}
                for: 3d
                keep: 2d
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}
            """;

    private static final String SCHEDULES = """
            schedules:
              - {id: week-3, name: {zh: 第三周, en: week 3}, off-weeks: [3]}
            """;

    private static final String STANDARD =
            SCHEDULES + RuleSet.standardYaml().stripTrailing() + "\n" + FURTHER.indent(0);

    /** How often absent in a week is told, and at how many percent a class's last week and three lessons of a course. */
    int inAWeek() {
        return absences.get(0) == 6 ? 2 : 3;
    }

    int ofClasses() {
        return absences.get(0) == 6 ? 90 : 85;
    }

    static final List<Edition> ALL = List.of(
            new Edition(STANDARD, List.of(4, 8, 10, 20), List.of(85, 70), false, true),
            new Edition(
                    STANDARD.replace("level: BLUE, at: 4,", "level: BLUE, at: 6,")
                            .replace("level: YELLOW, at: 8,", "level: YELLOW, at: 9,")
                            .replace("level: YELLOW, at: 0.85,", "level: YELLOW, at: 0.90,")
                            .replace("level: YELLOW, at: 3, name: {zh: 三,", "level: YELLOW, at: 2, name: {zh: 三,"),
                    List.of(6, 9, 10, 20),
                    List.of(90, 70),
                    false,
                    true),
            new Edition(
                    withoutInARow(STANDARD.replace("leave-counts: false", "leave-counts: true")),
                    List.of(4, 8, 10, 20),
                    List.of(85, 70),
                    true,
                    false));

    private static String withoutInARow(String yaml) {
        int from = yaml.indexOf("  - id: missed-in-a-row");
        return yaml.substring(0, from) + yaml.substring(yaml.indexOf("  - id: missed-share"));
    }
}
