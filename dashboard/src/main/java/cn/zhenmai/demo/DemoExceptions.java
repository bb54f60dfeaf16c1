package cn.zhenmai.demo;

import cn.zhenmai.school.EnrolmentKind;
import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.Slot;
import cn.zhenmai.school.Registry.StudentStatus;
import cn.zhenmai.school.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The few who depart from the rule: suspended, in the army, repeating along with a younger class, attendance waived. */
final class DemoExceptions {

    private static final int REPEATING = 6;
    private static final int WAIVED = 4;

    private final Draft draft;
    private final Dice dice;

    DemoExceptions(Draft draft, long seed) {
        this.draft = draft;
        this.dice = Dice.of(seed, "exceptions");
    }

    void fill() {
        List<String> students = draft.members.keySet().stream()
                .filter(c -> !c.equals(DemoSchool.SMALL_CLASS))
                .map(c -> dice.pick(draft.members.get(c)))
                .collect(Collectors.toList());
        dice.shuffle(students);
        int next = 0;
        for (; next < 4; next++) {
            draft.statuses.add(new StudentStatus(
                    students.get(next),
                    StudentStatus.Kind.SUSPENDED,
                    new Span(DemoCalendar.day(1, 1), LocalDate.of(2027, 9, 1))));
        }
        draft.statuses.add(new StudentStatus(
                students.get(next++), StudentStatus.Kind.MILITARY, new Span(DemoCalendar.day(3, 1), null)));
        for (int i = 0; i < WAIVED; i++) {
            String student = students.get(next++);
            Offering own = dice.pick(offeringsOf(classOf(student)));
            draft.enrolments.add(new EnrolmentException(student, own.id(), EnrolmentKind.WAIVED, null, Span.ALWAYS));
        }
        for (int repeating = 0; repeating < REPEATING && next < students.size(); next++) {
            repeating += repeat(students.get(next)) ? 1 : 0;
        }
    }

    /** Along with a class of another entry year of the own campus whose lessons don't clash with the own ones. */
    private boolean repeat(String student) {
        String own = classOf(student);
        Set<WeekGrid.Cell> busy =
                offeringsOf(own).stream().flatMap(o -> cells(o).stream()).collect(Collectors.toSet());
        String campus = campusOf(own);
        List<Offering> possible = draft.offerings.stream()
                .filter(o -> !o.classes().contains(own) && !cells(o).isEmpty())
                .filter(o -> o.classes().stream().allMatch(c -> campusOf(c).equals(campus)))
                .filter(o -> cells(o).size() == 2 && cells(o).stream().noneMatch(busy::contains))
                .toList();
        if (possible.isEmpty()) {
            return false;
        }
        Offering followed = dice.pick(possible);
        draft.enrolments.add(new EnrolmentException(
                student,
                followed.id(),
                EnrolmentKind.REPEATING,
                followed.classes().iterator().next(),
                Span.ALWAYS));
        return true;
    }

    private String classOf(String student) {
        return draft.members.entrySet().stream()
                .filter(e -> e.getValue().contains(student))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private String campusOf(String classId) {
        return draft.classes.stream()
                .filter(c -> c.id().equals(classId))
                .findFirst()
                .orElseThrow()
                .campus();
    }

    private List<Offering> offeringsOf(String classId) {
        return draft.offerings.stream()
                .filter(o -> o.classes().contains(classId) && !cells(o).isEmpty())
                .toList();
    }

    private Set<WeekGrid.Cell> cells(Offering offering) {
        return draft.slots.stream()
                .filter(s -> s.owner().equals(offering.id()))
                .map((Slot s) -> new WeekGrid.Cell(s.weekday(), s.firstPeriod()))
                .collect(Collectors.toSet());
    }
}
