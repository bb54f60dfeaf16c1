package cn.zhenmai.demo;

import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.ClassMembership;
import cn.zhenmai.school.Registry.Office;
import cn.zhenmai.school.Registry.Post;
import cn.zhenmai.school.Registry.PostHolder;
import cn.zhenmai.school.Registry.Student;
import cn.zhenmai.school.Registry.Teacher;
import cn.zhenmai.school.Span;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Students, teachers, and who holds which post. */
final class DemoPeople {

    /** Reserved for examples (RFC 2606): no mail to it can ever arrive anywhere. */
    static final String MAIL_DOMAIN = "zhujian.example";

    /** Periods a week that a full post teaches decide how many teachers an office has for each class it serves. */
    private static final double PROFESSIONAL_PER_CLASS = 0.7;

    private final Draft draft;
    private final SchoolSize size;
    private final Names names;
    private final Dice dice;
    private int staffNumber = 1000;

    DemoPeople(Draft draft, long seed, SchoolSize size) {
        this.draft = draft;
        this.size = size;
        this.names = new Names(seed);
        this.dice = Dice.of(seed, "people");
    }

    void fill() {
        draft.classes.forEach(this::students);
        List<String> counselors = new ArrayList<>();
        for (int i = 0; i < size.counselors; i++) {
            counselors.add(teacher(null));
        }
        assignCounselors(counselors);
        for (Office office : draft.offices) {
            long classes = draft.classes.stream()
                    .filter(c -> collegeOf(c).equals(office.college()))
                    .count();
            for (int i = 0; i < staff(office, classes); i++) {
                teacher(office.id());
            }
        }
        posts();
    }

    private int staff(Office office, long classesOfCollege) {
        double classes = draft.classes.size();
        return switch (office.id()) {
            case "GG-SZ" -> 2 + (int) Math.ceil(classes * 0.085);
            case "GG-YY" -> 2 + (int) Math.ceil(classes * 0.085);
            case "GG-SX0" -> 2 + (int) Math.ceil(classes * 0.075);
            case "GG-TY" -> 2 + (int) Math.ceil(classes * 0.055);
            case Catalogue.PRACTICE_OFFICE -> 4 + (int) Math.ceil(classes * 0.09);
            default -> 2 + (int) Math.round(classesOfCollege * PROFESSIONAL_PER_CLASS);
        };
    }

    private void students(AdministrativeClass of) {
        int count = of.id().equals(DemoSchool.SMALL_CLASS)
                ? DemoSchool.SMALL_CLASS_SIZE
                : dice.between(size.smallestClass, size.largestClass);
        int line = draft.programs.stream().map(p -> p.id()).toList().indexOf(of.program()) + 1;
        String prefix =
                of.grade() + "%02d".formatted(line) + of.id().substring(of.id().length() - 2);
        List<String> members = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String id = prefix + "%02d".formatted(i);
            LocalDate born = LocalDate.of(of.grade() - 19, 9, 1).plusDays(dice.between(0, 600));
            draft.students.add(new Student(id, names.next(), born));
            draft.memberships.add(new ClassMembership(id, of.id(), new Span(LocalDate.of(of.grade(), 8, 31), null)));
            members.add(id);
        }
        draft.members.put(of.id(), members);
    }

    @CanIgnoreReturnValue
    private String teacher(String office) {
        String id = "T" + ++staffNumber;
        draft.teachers.add(new Teacher(id, names.next(), office, "t" + staffNumber + "@" + MAIL_DOMAIN));
        return id;
    }

    /** Neighbouring classes to one counselor, so that everybody has about the same number of students. */
    private void assignCounselors(List<String> counselors) {
        double share = draft.students.size() / (double) counselors.size();
        int seen = 0;
        for (AdministrativeClass each : draft.classes) {
            int half = draft.members.get(each.id()).size() / 2;
            int index = Math.min(counselors.size() - 1, (int) ((seen + half) / share));
            post(counselors.get(index), Post.COUNSELOR, each.id());
            seen += draft.members.get(each.id()).size();
        }
    }

    private void posts() {
        for (Office office : draft.offices) {
            post(draft.teachersOf(office.id()).get(0).id(), Post.OFFICE_HEAD, office.id());
        }
        for (Catalogue.Unit unit : Catalogue.UNITS) {
            List<Teacher> base = draft.teachersOf(unit.id() + "-1");
            List<Teacher> professional = draft.teachersOf(unit.id() + "-2");
            post(professional.get(1).id(), Post.COLLEGE_HEAD, unit.id());
            post(base.get(1).id(), Post.STUDENT_AFFAIRS, unit.id());
            List<Teacher> all = new ArrayList<>(professional);
            all.addAll(base);
            int next = 0;
            for (AdministrativeClass each : draft.classes) {
                if (collegeOf(each).equals(unit.id())) {
                    post(all.get(next++ % all.size()).id(), Post.CLASS_TEACHER, each.id());
                }
            }
        }
    }

    private String collegeOf(AdministrativeClass of) {
        return draft.programs.stream()
                .filter(p -> p.id().equals(of.program()))
                .findFirst()
                .orElseThrow()
                .college();
    }

    private void post(String teacher, Post post, String unit) {
        draft.posts.add(new PostHolder(teacher, post, unit, Span.ALWAYS));
    }
}
