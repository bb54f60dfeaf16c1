package cn.zhenmai.peers;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.engine.Engine;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Effective;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * This product's engine: corrections, leave and late facts supported; one step a roll. As it runs live every alert carries its evidence
 * and its words, and every other number behind it is told too, which the others don't do; as a trial counts it tells levels alone.
 */
final class Zhenmai implements Contender {

    private static final String RULES = """
            rules:
              - id: students
                version: 1
                name: {zh: 七天内旷课, en: Absent in seven days}
                measure: {kind: tally, of: absent-times, window: {kind: rolling-days, count: 7}}
                subject: student
                levels:
                  - {level: YELLOW, at: 3, name: {zh: 三次线, en: the line of three}}
                title: {zh: "旷课 {value} 次", en: "Absent {value} times"}
                text: {zh: "七天内旷课 {value} 次", en: "Absent {value} times in seven days"}
              - id: classes
                version: 1
                name: {zh: 班级旷课率, en: Absence rate of a class}
                measure: {kind: tally, of: absent-rate, window: {kind: last-observations, count: 200}}
                subject: class
                direction: above
                levels:
                  - {level: YELLOW, at: 1/10, name: {zh: 一成线, en: the line of a tenth}}
                title: {zh: "旷课率 {value}", en: "Absence {value}"}
                text: {zh: "近 200 人次旷课率 {value}", en: "Absence rate of the last 200: {value}"}
            """;

    private final boolean explains;
    private final List<Input> inputs = new ArrayList<>();
    private Engine engine;

    Zhenmai(boolean explains) {
        this.explains = explains;
    }

    @Override
    public String name() {
        return explains ? "zhenmai, with words and evidence" : "zhenmai";
    }

    @Override
    public void prepare(Stream stream) {
        Instant start = stream.school
                .registry()
                .terms()
                .get(0)
                .firstMonday()
                .atStartOfDay(School.ZONE)
                .toInstant();
        inputs.add(new Input.SchoolEdited(1, start, false, stream.school, List.of()));
        for (int i = 0; i < stream.sessions.size(); i++) {
            Session session = stream.sessions.get(i);
            List<RosterEntry> roster = stream.school.roster(session);
            Standing present = standing(session, roster.get(0), Status.PRESENT);
            Standing absent = standing(session, roster.get(0), Status.ABSENT);
            List<Change> changes = new ArrayList<>(roster.size());
            for (int s = 0; s < roster.size(); s++) {
                Standing said = stream.absent[i * Stream.CLASS_SIZE + s] ? absent : present;
                changes.add(new Change.OfAttendance(roster.get(s).student(), session.id(), null, said));
            }
            inputs.add(new Input.Facts(inputs.size() + 1L, session.startsAt(), false, changes));
        }
    }

    private static Standing standing(Session session, RosterEntry entry, Status status) {
        int missed = status == Status.ABSENT ? session.periods() : 0;
        return new Standing(
                status,
                status,
                session.periods(),
                missed,
                0,
                null,
                "reader",
                session.startsAt(),
                Effective.attribution(session, entry));
    }

    @Override
    public Told run() {
        RuleSet rules = RuleSet.parse(RULES);
        engine = explains ? new Engine(rules) : Engine.ofLevels(rules, () -> false);
        long[] told = new long[4];
        for (Input input : inputs) {
            for (Transition transition : engine.step(input).transitions()) {
                int rule = transition.alert().rule().equals("students") ? 0 : 2;
                if (transition.kind() == Transition.Kind.OPENED) {
                    told[rule]++;
                } else if (transition.kind() == Transition.Kind.ENDED) {
                    told[rule + 1]++;
                }
            }
        }
        return new Told(told[0], told[1], told[2], told[3]);
    }

    @Override
    public void end() {
        inputs.clear();
        engine = null;
    }
}
