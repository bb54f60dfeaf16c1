package cn.zhenmai.alert;

import cn.zhenmai.measure.Item;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Transitions as the engine makes them, for tests of what comes after it. */
public final class SampleAlert {

    public static final Instant MONDAY_0910 = Instant.parse("2026-10-12T01:10:00Z");

    private final String id;
    private final String rule;
    private final Subject subject;
    private final String student;
    private final Set<String> classes;
    private final String session;
    private final String offering;
    private final String teacher;
    private Level level;

    private SampleAlert(
            String id,
            String rule,
            Subject subject,
            String student,
            Set<String> classes,
            String session,
            String offering,
            String teacher) {
        this.id = id;
        this.rule = rule;
        this.subject = subject;
        this.student = student;
        this.classes = classes;
        this.session = session;
        this.offering = offering;
        this.teacher = teacher;
    }

    public static SampleAlert ofStudent(String id, String student, String classId) {
        return new SampleAlert(
                id, "absent-periods", Subject.student(student), student, Set.of(classId), null, null, null);
    }

    public static SampleAlert ofSession(String id, String rule, String session, String teacher, String... classes) {
        SessionId name = SessionId.of(session);
        return new SampleAlert(id, rule, Subject.session(name), null, Set.of(classes), session, name.owner(), teacher);
    }

    public static SampleAlert ofOffering(String id, String rule, String offering, String teacher, String... classes) {
        return new SampleAlert(id, rule, Subject.offering(offering), null, Set.of(classes), null, offering, teacher);
    }

    public Transition opened(long sequence, Level at) {
        return to(sequence, Transition.Kind.OPENED, at, Alert.Condition.FIRING, null, false);
    }

    public Transition raised(long sequence, Level to) {
        return to(sequence, Transition.Kind.RAISED, to, Alert.Condition.FIRING, null, false);
    }

    public Transition lowered(long sequence, Level to) {
        return to(sequence, Transition.Kind.LOWERED, to, Alert.Condition.FIRING, null, true);
    }

    public Transition amended(long sequence) {
        return to(sequence, Transition.Kind.AMENDED, level, Alert.Condition.FIRING, null, false);
    }

    public Transition ended(long sequence, String reason) {
        return to(sequence, Transition.Kind.ENDED, level, Alert.Condition.ENDED, reason, reason.equals("corrected"));
    }

    private Transition to(
            long sequence,
            Transition.Kind kind,
            Level to,
            Alert.Condition condition,
            String endReason,
            boolean byCorrection) {
        Level before = level;
        level = to;
        Instant at = MONDAY_0910.plusSeconds(sequence);
        Alert alert = new Alert(
                id,
                rule,
                1,
                subject,
                student,
                classes,
                "XX",
                session,
                offering,
                teacher,
                to,
                condition,
                endReason,
                MONDAY_0910,
                Long.parseLong(id.substring(1, id.indexOf('-'))),
                at,
                sequence,
                "旷课 9 学时",
                "第 " + sequence + " 行：旷课 9 学时，再 1 学时到警告线",
                "9 periods absent",
                evidence(sequence));
        return new Transition(sequence, 0, at, kind, before, byCorrection, alert);
    }

    private static Evidence evidence(long sequence) {
        Item item = new Item(
                "CK101-01.20261012.3",
                "CK101-01",
                LocalDate.parse("2026-10-12"),
                3,
                2,
                "S1",
                Status.ABSENT,
                new BigDecimal("2.50"),
                null,
                "office",
                MONDAY_0910);
        return new Evidence(
                sequence,
                new BigDecimal("28"),
                new BigDecimal("40"),
                40,
                "人",
                "28 ÷ 40 = 70%",
                "28 / 40 = 70%",
                BigDecimal.ONE,
                List.of(item),
                null);
    }
}
