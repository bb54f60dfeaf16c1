package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A class of a 合班 went into the workshop, and nobody told the registry: it does so a day later. */
final class UnannouncedPractice {

    private static final int PERIODS_A_DAY = 6;

    private UnannouncedPractice() {}

    static Story plant(Stage stage) {
        AdministrativeClass away =
                stage.takeClass(c -> stage.isLargeEnough(c) && !shared(stage, c).isEmpty());
        for (Session session : stage.lessons(away.id(), Stage.MONDAY)) {
            stage.school
                    .members(away.id(), Stage.MONDAY)
                    .forEach(s -> stage.script.attend(session.id(), s, Attended.ABSENT));
        }
        Session together = shared(stage, away).get(0);
        announce(stage, away);
        Subject roll = Subject.roll(together.id(), away.id());
        Set<Subject> students = stage.school.members(away.id(), Stage.MONDAY).stream()
                .map(Subject::student)
                .collect(Collectors.toSet());
        students.forEach(s -> stage.script.steady(s.id()));
        return new Story(
                "unannounced-practice",
                "合班中一个班去了未登记的实践周",
                away.name() + "；" + stage.about(together),
                "周一该班无人到课，其他班照常；周二早晨实践周补登记，缺席不计入个人",
                List.of(
                        Expectation.raised(
                                "class-absent",
                                roll,
                                Level.YELLOW,
                                together.startsAt(),
                                Script.at(Stage.MONDAY, 21, 30)),
                        Expectation.ended("class-absent", roll, together.startsAt(), Script.at(Stage.TUESDAY, 8, 30)),
                        Expectation.silent(
                                "absent-periods",
                                students,
                                Script.at(Stage.MONDAY, 7, 0),
                                Script.at(Stage.WEDNESDAY, 21, 30))));
    }

    private static List<Session> shared(Stage stage, AdministrativeClass each) {
        return stage.lessons(each.id(), Stage.MONDAY).stream()
                .filter(s -> s.classes().size() > 1)
                .toList();
    }

    private static void announce(Stage stage, AdministrativeClass away) {
        Registry registry = stage.school.registry();
        Offering model = registry.offerings().stream()
                .filter(o -> o.course().startsWith(Catalogue.PRACTICE_OFFICE.replace("-", "")))
                .findFirst()
                .orElseThrow();
        Offering practice = new Offering(
                model.course() + "-L7", model.course(), DemoCalendar.TERM, Set.of(away.id()), model.teachers(), 0);
        PracticeWeek week = new PracticeWeek(away.id(), DemoCalendar.TERM, Stage.WEEK, practice.id(), PERIODS_A_DAY);
        stage.script.edit(new Script.Edit(
                Stage.TUESDAY, "补登记实践周 " + away.name(), edited -> Registries.with(edited, practice, week)));
        var at = Script.at(Stage.TUESDAY, 7, 56);
        SessionId monday = new SessionId(practice.id(), Stage.MONDAY, 1);
        stage.script.say(new Message(
                at,
                Origin.TEACHING,
                List.of(new RollCall(monday, away.id(), practice.teachers().get(0), RollCall.Mode.EXCEPTIONS, at))));
    }
}
