package cn.zhenmai.notify;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.measure.NoRollCall;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes letters of transitions: puts names to places, never to students. Pure. */
final class Letters {

    private Letters() {}

    static Letter of(Transition transition, RuleSet rules, School school) {
        Alert alert = transition.alert();
        Optional<Session> session =
                Optional.ofNullable(alert.session()).flatMap(SessionId::parse).flatMap(school::session);
        LocalDate day = session.map(Session::heldOn).orElseGet(() -> LocalDate.ofInstant(transition.at(), School.ZONE));
        return new Letter(
                template(alert, rules),
                alert.id(),
                alert.session(),
                alert.student() == null ? place(alert, school) : null,
                day,
                session.map(Letters::periods).orElse(null),
                classes(alert, day, school),
                alert.level(),
                transition.before(),
                alert.title(),
                alert.student() == null ? alert.text() : null,
                alert.evidence().arithmetic(),
                alert.evidence().n(),
                alert.endReason());
    }

    private static Letter.Template template(Alert alert, RuleSet rules) {
        if (alert.student() != null) {
            return Letter.Template.STUDENT;
        }
        if (rules.rule(alert.rule()).map(Rule::measure).orElse(null) instanceof NoRollCall) {
            return Letter.Template.NO_ROLL_CALL;
        }
        return alert.session() != null ? Letter.Template.SESSION : Letter.Template.OFFERING;
    }

    private static String place(Alert alert, School school) {
        if (alert.offering() != null) {
            return school.offering(alert.offering())
                    .flatMap(offering -> school.course(offering.course()))
                    .map(Registry.Course::name)
                    .orElse(alert.offering());
        }
        return Optional.ofNullable(alert.session())
                .flatMap(SessionId::parse)
                .map(id -> group(id.owner(), school))
                .orElse(null);
    }

    private static String group(String owner, School school) {
        return school.registry().groups().stream()
                .filter(group -> group.id().equals(owner))
                .map(Registry.Group::name)
                .findFirst()
                .orElse(owner);
    }

    private static String periods(Session session) {
        if (session.kind() != Session.Kind.LESSON) {
            return "";
        }
        int last = session.firstPeriod() + session.periods() - 1;
        return last == session.firstPeriod() ? last + "节" : session.firstPeriod() + "–" + last + "节";
    }

    /** A student's class now; the classes that an alert of a session or offering concerns. */
    private static String classes(Alert alert, LocalDate day, School school) {
        if (alert.student() != null) {
            return school.classOf(alert.student(), day)
                    .map(Registry.AdministrativeClass::name)
                    .orElse("未编班");
        }
        return names(alert.classes(), school);
    }

    private static String names(Collection<String> classes, School school) {
        return new TreeSet<>(classes)
                .stream()
                        .map(id -> school.administrativeClass(id)
                                .map(Registry.AdministrativeClass::name)
                                .orElse(id))
                        .collect(Collectors.joining("、"));
    }
}
