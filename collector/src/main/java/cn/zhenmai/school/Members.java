package cn.zhenmai.school;

import cn.zhenmai.school.Registry.ClassMembership;
import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Registry.StudentStatus;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who belongs to which class, with which status and which enrolment exceptions, on a day. */
final class Members {

    /** Where spans overlap by mistake, the one that began last holds. */
    private static final Comparator<LocalDate> LAST_BEGUN =
            Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()).reversed();

    private final Map<String, List<ClassMembership>> byStudent;
    private final Map<String, List<String>> studentsByClass;
    private final Map<String, List<StudentStatus>> statuses;
    private final Map<String, Map<String, List<EnrolmentException>>> exceptions;
    private final Map<String, List<String>> offeringsByStudent;

    Members(Registry registry) {
        byStudent = grouped(
                registry.memberships(), ClassMembership::student, m -> m.valid().from());
        studentsByClass = new TreeMap<>(registry.memberships().stream()
                .collect(Collectors.groupingBy(
                        ClassMembership::classId, Collectors.mapping(ClassMembership::student, Collectors.toList()))));
        studentsByClass.replaceAll(
                (c, students) -> students.stream().distinct().sorted().toList());
        statuses = grouped(
                registry.statuses(), StudentStatus::student, s -> s.valid().from());
        exceptions = registry.enrolments().stream()
                .sorted(Comparator.comparing(e -> e.valid().from(), LAST_BEGUN))
                .collect(Collectors.groupingBy(
                        EnrolmentException::offering,
                        Collectors.groupingBy(EnrolmentException::student, TreeMap::new, Collectors.toList())));
        offeringsByStudent = registry.enrolments().stream()
                .collect(Collectors.groupingBy(
                        EnrolmentException::student,
                        Collectors.mapping(EnrolmentException::offering, Collectors.toList())));
        offeringsByStudent.replaceAll(
                (s, offerings) -> offerings.stream().distinct().sorted().toList());
    }

    /** The class of the student on that day, or null; one who has left has none. */
    String classOf(String student, LocalDate on) {
        if (status(student, on) == StudentStatus.Kind.LEFT) {
            return null;
        }
        for (ClassMembership each : byStudent.getOrDefault(student, List.of())) {
            if (each.valid().contains(on)) {
                return each.classId();
            }
        }
        return null;
    }

    List<String> of(String classId, LocalDate on) {
        return among(classId, on).toList();
    }

    /** The same for who may need the first few alone. */
    Stream<String> among(String classId, LocalDate on) {
        return studentsByClass.getOrDefault(classId, List.of()).stream()
                .filter(student -> classId.equals(classOf(student, on)));
    }

    /** Classes that the student is a member of at any time. */
    List<String> classesEver(String student) {
        return byStudent.getOrDefault(student, List.of()).stream()
                .map(ClassMembership::classId)
                .distinct()
                .toList();
    }

    /** Null for ordinary study. */
    StudentStatus.Kind status(String student, LocalDate on) {
        for (StudentStatus each : statuses.getOrDefault(student, List.of())) {
            if (each.valid().contains(on)) {
                return each.kind();
            }
        }
        return null;
    }

    Optional<EnrolmentException> exception(String student, String offering, LocalDate on) {
        if (offering == null || !exceptions.containsKey(offering)) {
            return Optional.empty();
        }
        return exceptions.get(offering).getOrDefault(student, List.of()).stream()
                .filter(e -> e.valid().contains(on))
                .findFirst();
    }

    /** Students with any exception for the offering, by id. */
    Iterable<String> exceptional(String offering) {
        return offering == null
                ? List.of()
                : exceptions.getOrDefault(offering, Map.of()).keySet();
    }

    /** Offerings for which the student has an exception. */
    List<String> exceptionalOfferings(String student) {
        return offeringsByStudent.getOrDefault(student, List.of());
    }

    private static <T> Map<String, List<T>> grouped(
            List<T> rows, Function<T, String> key, Function<T, LocalDate> from) {
        return rows.stream().sorted(Comparator.comparing(from, LAST_BEGUN)).collect(Collectors.groupingBy(key));
    }
}
