package cn.zhenmai.school;

import cn.zhenmai.school.Registry.ChangeOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the change orders of one session come to: a cancellation holds, of several moves or substitutes the last order's. */
record ChangeOrders(
        LocalDate heldOn, int firstPeriod, String room, List<String> teachers, boolean moved, boolean cancelled) {

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** As text, but with numbers by value: 9 comes before 10. */
    private static final Comparator<ChangeOrder> BY_ID = Comparator.comparing(
                    (ChangeOrder order) -> DIGITS.matcher(order.id()).replaceAll(run -> pad(run.group())))
            .thenComparing(ChangeOrder::id);

    static Map<SessionId, List<ChangeOrder>> bySession(Registry registry) {
        Map<SessionId, List<ChangeOrder>> orders = new HashMap<>();
        for (ChangeOrder order : registry.changeOrders()) {
            SessionId.parse(order.session())
                    .ifPresent(id ->
                            orders.computeIfAbsent(id, i -> new ArrayList<>()).add(order));
        }
        orders.values().forEach(each -> each.sort(BY_ID));
        return orders;
    }

    static ChangeOrders apply(List<ChangeOrder> orders, SessionId id, String room, List<String> teachers) {
        ChangeOrders result = new ChangeOrders(id.plannedOn(), id.firstPeriod(), room, teachers, false, false);
        for (ChangeOrder order : orders) {
            result = result.after(order);
        }
        return result;
    }

    private ChangeOrders after(ChangeOrder order) {
        boolean moves = order.kind() == ChangeOrder.Kind.MOVE;
        return new ChangeOrders(
                moves && order.newDate() != null ? order.newDate() : heldOn,
                moves && order.newFirstPeriod() > 0 ? order.newFirstPeriod() : firstPeriod,
                order.newRoom() != null ? order.newRoom() : room,
                order.newTeacher() != null ? withFirst(order.newTeacher()) : teachers,
                moved || moves,
                cancelled || order.kind() == ChangeOrder.Kind.CANCEL);
    }

    /** The substitute takes the first teacher's place; those who teach beside stay. */
    private List<String> withFirst(String substitute) {
        List<String> after = new ArrayList<>(List.of(substitute));
        teachers.stream().skip(1).filter(t -> !t.equals(substitute)).forEach(after::add);
        return List.copyOf(after);
    }

    private static String pad(String digits) {
        return digits.length() >= 20 ? digits : "0".repeat(20 - digits.length()) + digits;
    }
}
