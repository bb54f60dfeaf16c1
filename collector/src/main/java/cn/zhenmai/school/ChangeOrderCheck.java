package cn.zhenmai.school;

import cn.zhenmai.school.Registry.ChangeOrder;
import cn.zhenmai.school.RegistryCheck.Findings;
import java.util.Optional;

/** Change orders are about sessions of the timetable and move them to where they can be held. */
final class ChangeOrderCheck {

    private ChangeOrderCheck() {}

    static void run(Registry registry, Findings findings) {
        if (registry.changeOrders().isEmpty()) {
            return;
        }
        School school = School.of(registry);
        Bells bells = new Bells(registry);
        for (ChangeOrder order : registry.changeOrders()) {
            Optional<Session> session = SessionId.parse(order.session()).flatMap(school::session);
            if (session.isEmpty()) {
                findings.add(
                        TeachingKinds.CHANGE_ORDER,
                        order,
                        "session",
                        "课表中没有这次课／not on the timetable: " + order.session());
                continue;
            }
            switch (order.kind()) {
                case CANCEL -> {}
                case SUBSTITUTE -> {
                    if (order.newTeacher() == null) {
                        findings.add(
                                TeachingKinds.CHANGE_ORDER, order, "newTeacher", "代课须有教师／a substitute needs a teacher");
                    }
                }
                case MOVE -> move(school, bells, order, session.get(), findings);
            }
        }
    }

    private static void move(School school, Bells bells, ChangeOrder order, Session session, Findings findings) {
        if (order.newDate() == null && order.newFirstPeriod() == 0 && order.newRoom() == null) {
            findings.add(
                    TeachingKinds.CHANGE_ORDER, order, "newDate", "调课须有新的日期、节次或教室／a move needs a date, period or room");
            return;
        }
        if (school.isOff(session, session.heldOn())) {
            findings.add(TeachingKinds.CHANGE_ORDER, order, "newDate", "当天放假／that day is off: " + session.heldOn());
        }
        for (int period = session.firstPeriod(); period < session.firstPeriod() + session.periods(); period++) {
            if (bells.find(session.campus(), session.heldOn(), period).isEmpty()) {
                findings.add(
                        TeachingKinds.CHANGE_ORDER,
                        order,
                        "newFirstPeriod",
                        "第 " + period + " 节没有作息时间／no bell time for period " + period);
                break;
            }
        }
        session.classes().stream()
                .flatMap(c -> school
                        .sessionsOfClass(c, session.heldOn(), session.heldOn().plusDays(1))
                        .stream())
                .filter(other ->
                        session.isHeld() && other.isHeld() && !other.id().equals(session.id()))
                .filter(other -> other.startsAt().isBefore(session.endsAt())
                        && session.startsAt().isBefore(other.endsAt()))
                .findFirst()
                .ifPresent(other -> findings.add(
                        TeachingKinds.CHANGE_ORDER, order, "newFirstPeriod", "与另一次课冲突／clashes with " + other.id()));
    }
}
