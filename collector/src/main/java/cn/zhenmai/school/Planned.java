package cn.zhenmai.school;

import cn.zhenmai.school.Registry.Group;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Registry.PracticeWeek;
import cn.zhenmai.school.Registry.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A session as first planned, while it is being put together. On a make-up day two classes of one teaching class may carry different
 * weekdays and meet in the same period: that is one session, with the union of classes and teachers.
 */
final class Planned {

    private final SessionId id;
    private List<Source> sources;
    /** Never changed, only replaced: most sessions share theirs. */
    private SortedSet<String> classes;

    Planned(SessionId id, Source source, SortedSet<String> classes) {
        this.id = id;
        this.sources = List.of(source);
        this.classes = classes;
    }

    /** The line of the plan that a session comes from. */
    record Source(
            String owner,
            Session.Kind kind,
            String offering,
            String course,
            List<String> teachers,
            String campus,
            String room,
            int periods) {

        static Source of(Slot slot, Offering offering, Group group) {
            return new Source(
                    slot.owner(),
                    offering != null ? Session.Kind.LESSON : group.kind(),
                    offering != null ? offering.id() : null,
                    offering != null ? offering.course() : null,
                    slot.teachers().isEmpty() && offering != null ? offering.teachers() : slot.teachers(),
                    slot.campus(),
                    slot.room(),
                    slot.periods());
        }

        static Source of(PracticeWeek practice, Offering offering, String campus) {
            return new Source(
                    practice.offering(),
                    Session.Kind.PRACTICE_DAY,
                    practice.offering(),
                    offering == null ? null : offering.course(),
                    offering == null ? List.of() : offering.teachers(),
                    campus,
                    null,
                    practice.periodsPerDay());
        }

        boolean isLesson() {
            return kind == Session.Kind.LESSON;
        }
    }

    void add(Source source, SortedSet<String> more) {
        if (!sources.contains(source)) {
            sources = new ArrayList<>(sources);
            sources.add(source);
        }
        if (!classes.containsAll(more)) {
            classes = new TreeSet<>(classes);
            classes.addAll(more);
        }
    }

    SessionId id() {
        return id;
    }

    SortedSet<String> classes() {
        return classes;
    }

    Source source() {
        return sources.get(0);
    }

    List<String> teachers() {
        return sources.size() == 1
                ? source().teachers()
                : sources.stream()
                        .flatMap(s -> s.teachers().stream())
                        .distinct()
                        .toList();
    }

    int periods() {
        return sources.size() == 1
                ? source().periods()
                : sources.stream().mapToInt(Source::periods).max().orElse(1);
    }
}
