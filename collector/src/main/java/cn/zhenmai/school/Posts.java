package cn.zhenmai.school;

import cn.zhenmai.school.Registry.Post;
import cn.zhenmai.school.Registry.PostHolder;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who holds which post for which unit on a day. */
final class Posts {

    private record Seat(Post post, String unit) {}

    private record Holding(Post post, String teacher) {}

    /** Who came first stays first. */
    private static final Comparator<PostHolder> ORDER = Comparator.comparing(
                    (PostHolder holder) -> holder.valid().from(),
                    Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(PostHolder::teacher);

    private final Map<Seat, List<PostHolder>> bySeat;
    private final Map<Holding, List<PostHolder>> byHolding;

    Posts(Registry registry) {
        bySeat = registry.posts().stream()
                .sorted(ORDER)
                .collect(Collectors.groupingBy(holder -> new Seat(holder.post(), holder.unit())));
        byHolding = registry.posts().stream()
                .collect(Collectors.groupingBy(holder -> new Holding(holder.post(), holder.teacher())));
    }

    List<String> holders(Post post, String unit, LocalDate on) {
        return bySeat.getOrDefault(new Seat(post, unit), List.of()).stream()
                .filter(holder -> holder.valid().contains(on))
                .map(PostHolder::teacher)
                .distinct()
                .toList();
    }

    Set<String> unitsOf(String teacher, Post post, LocalDate on) {
        Set<String> units = new TreeSet<>();
        for (PostHolder holder : byHolding.getOrDefault(new Holding(post, teacher), List.of())) {
            if (holder.valid().contains(on) && holder.unit() != null) {
                units.add(holder.unit());
            }
        }
        return Collections.unmodifiableSet(units);
    }
}
