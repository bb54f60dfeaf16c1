package cn.zhenmai.view;

import cn.zhenmai.intake.SilenceStore;
import cn.zhenmai.intake.SourceKeyStore;
import cn.zhenmai.intake.SourceSettings;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.store.SourceDayStore;
import cn.zhenmai.store.SourceQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sources as the quality office and their owners see them, each with its last days.
 *
 * @param manages the viewer may change them
 */
public record SourcesView(boolean manages, Instant now, List<Source> sources) {

    /** Days of a source that are shown. */
    static final int DAYS = 14;

    /** What teachers enter on their pages comes under ids of their own, and counts as one source without a key. */
    private static final String OF_PEOPLE = ":";

    /**
     * One of them.
     *
     * @param settings null where it has no key: what people enter by themselves, and imports
     * @param silentSince when it should have been heard at the latest; null = it isn't silent
     */
    public record Source(
            String id,
            SourceSettings settings,
            Instant lastAt,
            Instant silentSince,
            List<SourceKeyStore.Shown> keys,
            List<SourceDayStore.Day> days) {}

    /** {@code owner} null = the viewer manages them all. */
    public static SourcesView of(Connection connection, String owner, Instant now, LocalDate today)
            throws SQLException {
        Map<String, List<SourceDayStore.Day>> days = days(connection, today);
        Map<String, Instant> heard = new HashMap<>();
        for (SourceQueries.Heard one : new SourceQueries().lastHeard(connection)) {
            heard.put(one.id(), one.lastAt());
        }
        Map<String, SilenceStore.Silence> silent = SilenceStore.open(connection);
        List<Source> sources = new ArrayList<>();
        Set<String> keyed = heard.keySet();
        for (SourceStore.Listed listed : SourceStore.list(connection, owner)) {
            String id = listed.settings().id();
            sources.add(new Source(
                    id,
                    listed.settings(),
                    heard.get(id),
                    silent.containsKey(id) ? silent.get(id).since() : null,
                    listed.keys(),
                    days.getOrDefault(id, List.of())));
        }
        if (owner == null) {
            days.keySet().stream()
                    .filter(id -> !keyed.contains(id))
                    .sorted()
                    .forEach(id -> sources.add(new Source(id, null, null, null, List.of(), days.get(id))));
        }
        return new SourcesView(owner == null, now, sources);
    }

    private static Map<String, List<SourceDayStore.Day>> days(Connection connection, LocalDate today)
            throws SQLException {
        Map<String, Map<LocalDate, SourceDayStore.Day>> sums = new HashMap<>();
        for (SourceDayStore.Day day :
                SourceDayStore.list(connection, null, today.minusDays(DAYS - 1L), today.plusDays(1))) {
            String id = day.source().split(OF_PEOPLE, 2)[0];
            sums.computeIfAbsent(id, one -> new HashMap<>()).merge(day.on(), day, SourceDayStore.Day::plus);
        }
        return sums.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> one.getValue().values().stream()
                                .sorted(Comparator.comparing(SourceDayStore.Day::on)
                                        .reversed())
                                .toList()));
    }
}
