package cn.zhenmai.http;

import cn.zhenmai.alert.HandlingAct;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Registry.ChangeOrder;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A teacher's answer why a session has no roll call. Cancelled and moved become change orders of the timetable. */
record SessionAnswer(Kind answer, String reason, LocalDate newDate, Integer newFirstPeriod) {

    private static final int LONGEST_REASON = 500;
    private static final int LAST_PERIOD = 12;
    /** About a term: farther is a slip of the finger. */
    private static final int FARTHEST_DAYS = 150;

    enum Kind {
        CANCELLED,
        MOVED,
        DEVICE_BROKEN
    }

    SessionAnswer checked(Session session) {
        Body.required("answer", answer);
        Body.text("reason", reason, LONGEST_REASON);
        if (answer == Kind.MOVED) {
            LocalDate planned = session.id().plannedOn();
            if (Body.required("newDate", newDate).isBefore(planned.minusDays(FARTHEST_DAYS))
                    || newDate.isAfter(planned.plusDays(FARTHEST_DAYS))) {
                throw Problem.field("newDate", "离原定日期过远／too far from the planned day")
                        .exception();
            }
            int period = Body.required("newFirstPeriod", newFirstPeriod);
            if (period < 1 || period > LAST_PERIOD) {
                throw Problem.field("newFirstPeriod", "1–" + LAST_PERIOD).exception();
            }
        }
        return this;
    }

    boolean changesTheTimetable() {
        return answer != Kind.DEVICE_BROKEN;
    }

    /** Replaces an earlier answer of the same session, so that answering twice changes nothing. */
    UnaryOperator<Registry> edit(Session session) {
        String id = "answer:" + session.id();
        boolean moved = answer == Kind.MOVED;
        ChangeOrder order = new ChangeOrder(
                id,
                session.id().toString(),
                moved ? ChangeOrder.Kind.MOVE : ChangeOrder.Kind.CANCEL,
                moved ? newDate : null,
                moved ? newFirstPeriod : 0,
                null,
                null,
                reason);
        return registry -> {
            List<ChangeOrder> orders = new ArrayList<>(registry.changeOrders());
            orders.removeIf(known -> known.id().equals(id));
            orders.add(order);
            return withOrders(registry, orders);
        };
    }

    /** A broken device changes nothing of the timetable: it is noted on the alert that asked. */
    Entry note(String alert, String teacher) {
        return new Entry.Act(alert, HandlingAct.NOTE.name(), teacher, "设备故障：" + reason);
    }

    private static Registry withOrders(Registry r, List<ChangeOrder> orders) {
        return new Registry(
                r.campuses(),
                r.colleges(),
                r.offices(),
                r.programs(),
                r.classes(),
                r.students(),
                r.memberships(),
                r.statuses(),
                r.teachers(),
                r.posts(),
                r.courses(),
                r.offerings(),
                r.groups(),
                r.enrolments(),
                r.terms(),
                r.months(),
                r.bells(),
                r.daysOff(),
                r.makeUpDays(),
                r.practiceWeeks(),
                r.slots(),
                List.copyOf(orders),
                r.deadlines(),
                r.indicators(),
                r.leavePolicies());
    }
}
