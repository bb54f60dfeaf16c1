package cn.zhenmai.fault;

import cn.zhenmai.App;
import cn.zhenmai.Config;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.store.Entry;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One class of 200 with five double lessons on every day of eleven weeks that are over, and a source that may send for it. */
final class FaultSchool {

    private static final int STUDENTS = 200;
    private static final int ROWS_PER_SECOND = 100_000;

    private FaultSchool() {}

    static Registry registry() {
        RegistryBuilder b = RegistryBuilder.small();
        b.schoolClass("故障2501", 2025, "C1");
        for (int s = 0; s < STUDENTS; s++) {
            b.student("F%03d".formatted(s), "故障2501");
        }
        b.offering("F1", "M", "2026-1", Set.of("故障2501"), "T1");
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int period = 1; period <= 9; period += 2) {
                b.slot("F1", day, period, RegistryBuilder.weeks(1, 11));
            }
        }
        return b.registry();
    }

    /** Every observation that can be sent, once, shuffled by the seed in groups of one session's neighbours. */
    static List<Row> rows(long seed) {
        List<List<Row>> bySession = new ArrayList<>();
        for (Session session : School.of(registry()).sessions()) {
            if (session.heldOn().isBefore(LocalDate.of(2026, 11, 15))) {
                List<Row> rows = new ArrayList<>();
                for (int s = 0; s < STUDENTS; s++) {
                    rows.add(Row.of(session.id().toString(), "F%03d".formatted(s)));
                }
                bySession.add(rows);
            }
        }
        Collections.shuffle(bySession, new Random(seed));
        return bySession.stream().flatMap(List::stream).toList();
    }

    /** Registers the school and the source in the running service; answers the source's key. */
    static String settleIn(App app) throws Exception {
        var receipt = app.journal()
                .submit(new Entry.RegistryEdit(none -> registry(), null))
                .await(60, TimeUnit.SECONDS);
        assert receipt.sequence() > 0;
        String key = app.sources().create("reader", "故障测试", 30, false, null).await(20, TimeUnit.SECONDS);
        return key;
    }

    static App start(Map<String, String> environment) throws Exception {
        return App.start(Config.load(environment), App.SYSTEM_CLOCK, App.SYSTEM_CLOCK)
                .await(120, TimeUnit.SECONDS);
    }
}
