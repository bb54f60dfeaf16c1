package cn.zhenmai.school;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A real school's files (OULAD, October 2013), row by row as they are, without their heads.
 *
 * @param assessments module, presentation, id, type, day, weight
 * @param enrolled module, presentation, student, result
 * @param registrations module, presentation, student, registered on, left on
 * @param scores assessment, student, day of submission, banked, score
 */
public record OuladFiles(
        List<String[]> assessments, List<String[]> enrolled, List<String[]> registrations, List<String[]> scores) {

    public static final LocalDate DAY_ZERO = LocalDate.of(2013, 10, 5);

    private static final String PRESENTATION = "-2013J";

    /** Skips the test, saying why, where they are absent. */
    public static OuladFiles read() throws IOException {
        return new OuladFiles(
                rows("assessments.csv"),
                rows("studentInfo.csv"),
                rows("studentRegistration.csv"),
                rows("studentAssessment.csv"));
    }

    private static List<String[]> rows(String file) throws IOException {
        return SharedData.read("oulad-2013J/" + file)
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    public static LocalDate day(String offset) {
        return DAY_ZERO.plusDays(Long.parseLong(offset));
    }

    public static String offering(String module) {
        return module + PRESENTATION;
    }

    /** One offering a module and everyone on it; {@code span} of an enrolment by its row of {@link #enrolled}. */
    public RegistryBuilder school(Function<String[], Span> span) {
        RegistryBuilder school = new RegistryBuilder();
        school.colleges.add(new Registry.College("OU", "Open University"));
        school.offices.add(new Registry.Office("OU-T", "Teaching", "OU"));
        school.term("2013J", 0, LocalDate.of(2013, 9, 30), 40);
        Set<String> students = new HashSet<>();
        Set<String> modules = new HashSet<>();
        for (String[] row : enrolled) {
            if (modules.add(row[0])) {
                school.courses.add(new Registry.Course(row[0], row[0], "OU-T"));
                school.offering(offering(row[0]), row[0], "2013J", Set.of());
            }
            if (students.add(row[2])) {
                school.students.add(new Registry.Student(row[2], row[2], null));
            }
            school.enrolments.add(new Registry.EnrolmentException(
                    row[2], offering(row[0]), EnrolmentKind.NORMAL, null, span.apply(row)));
        }
        return school;
    }
}
