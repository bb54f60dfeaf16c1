package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Leave slips of the term: singly, and in clusters when the flu goes round a class. One in twenty is handed in a day late. */
final class Leaves {

    /** Days are inclusive. */
    private record Leave(String student, LocalDate first, LocalDate last, Status kind, boolean late) {}

    private static final double SINGLE = 0.0075;
    private static final double FLU_IN_A_CLASS_WEEK = 0.06;
    private static final double FLU_CATCHES = 0.14;
    private static final double LATE = 0.05;

    private final Map<LocalDate, List<Leave>> byFirstDay = new HashMap<>();
    private final Map<String, List<Leave>> byStudent = new HashMap<>();
    private final long seed;

    Leaves(School school, Script script, long seed) {
        this.seed = seed;
        for (int week = 1; week <= DemoCalendar.WEEKS; week++) {
            for (AdministrativeClass each : school.registry().classes()) {
                for (String student : school.members(each.id(), DemoCalendar.day(week, 1))) {
                    if (!script.isSteady(student)) {
                        draw(each.id(), student, week);
                    }
                }
            }
        }
    }

    private void draw(String classId, String student, int week) {
        boolean flu = Dice.of(seed, "flu", classId, week).chance(FLU_IN_A_CLASS_WEEK);
        Dice dice = Dice.of(seed, "leave", student, week);
        if (flu && dice.chance(FLU_CATCHES)) {
            int first = dice.between(1, 4);
            add(new Leave(
                    student,
                    DemoCalendar.day(week, first),
                    DemoCalendar.day(week, first + dice.between(1, 4)),
                    Status.SICK,
                    false));
            return;
        }
        for (int weekday = 1; weekday <= 5; weekday++) {
            if (dice.chance(SINGLE)) {
                int days = dice.between(1, 4);
                LocalDate first = DemoCalendar.day(week, weekday);
                Status kind = dice.chance(0.55) ? Status.SICK : dice.chance(0.85) ? Status.PERSONAL : Status.OFFICIAL;
                add(new Leave(student, first, first.plusDays(days - 1L), kind, dice.chance(LATE)));
                return;
            }
        }
    }

    private void add(Leave leave) {
        byFirstDay.computeIfAbsent(leave.first(), d -> new ArrayList<>()).add(leave);
        byStudent.computeIfAbsent(leave.student(), s -> new ArrayList<>()).add(leave);
    }

    boolean covers(String student, LocalDate day) {
        return byStudent.getOrDefault(student, List.of()).stream()
                .anyMatch(l -> !day.isBefore(l.first()) && !day.isAfter(l.last()));
    }

    /** Slips that the office of student affairs enters on that day. */
    List<Message> slipsOn(LocalDate day) {
        List<Message> slips = new ArrayList<>();
        for (Leave leave : byFirstDay.getOrDefault(day, List.of())) {
            if (!leave.late()) {
                slips.add(slip(
                        leave,
                        Script.at(
                                day,
                                7,
                                51 + Dice.of(seed, "slip", leave.student(), day).between(0, 8))));
            }
        }
        for (Leave leave : byFirstDay.getOrDefault(day.minusDays(1), List.of())) {
            if (leave.late()) {
                slips.add(slip(leave, Script.at(day, 12, 20)));
            }
        }
        return slips;
    }

    private static Message slip(Leave leave, Instant at) {
        return slip(leave.student(), leave.kind(), leave.first(), leave.last(), at);
    }

    /** An approved slip over whole days, both inclusive. */
    static Message slip(String student, Status kind, LocalDate first, LocalDate last, Instant at) {
        Instant from = first.atStartOfDay(School.ZONE).toInstant();
        Instant to = last.plusDays(1).atStartOfDay(School.ZONE).toInstant();
        String id = "QJ" + first.toString().replace("-", "") + "-" + student;
        return new Message(
                at, Origin.AFFAIRS, List.of(new LeaveSlip(student, id, kind, from, to, LeaveSlip.State.APPROVED, at)));
    }
}
