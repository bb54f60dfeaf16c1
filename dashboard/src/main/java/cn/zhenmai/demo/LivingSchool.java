package cn.zhenmai.demo;

import cn.zhenmai.App;
import cn.zhenmai.Config;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Entry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service with the demo's school in it: past stored, clock standing at the moment from which it goes on, sources ready to speak. */
final class LivingSchool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LivingSchool.class);
    private static final double NANOS = 1e9;

    final App app;
    final DemoClock clock;
    final Stage stage;
    final List<Story> stories;
    final Feed feed;
    final HttpSink sink;

    private LivingSchool(App app, DemoClock clock, Stage stage, List<Story> stories, Feed feed, HttpSink sink) {
        this.app = app;
        this.clock = clock;
        this.stage = stage;
        this.stories = stories;
        this.feed = feed;
        this.sink = sink;
    }

    /** Everything that the seed decides, before anything runs. */
    record Plan(
            Registry registry, School school, Script script, Stage stage, List<Story> stories, Simulator simulator) {

        static Plan of(long seed, SchoolSize size) {
            Registry registry = DemoSchool.generate(seed, size);
            School school = School.of(registry);
            Script script = new Script();
            Stage stage = new Stage(school, script, seed);
            List<Story> stories = Stories.plant(stage);
            return new Plan(registry, school, script, stage, stories, new Simulator(school, script, seed));
        }

        /** Stands at the day on which the school is registered. */
        DemoClock clock(InstantSource machine) {
            School known = school;
            return new DemoClock(
                    machine, History.REGISTERED_AT, known::isTeachingDay, DemoCalendar.day(DemoCalendar.WEEKS + 1, 1));
        }
    }

    /** As the service's environment would say it. */
    static Map<String, String> settings(Path home, int port, String smtpUrl) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ZHENMAI_HOME", home.toString());
        settings.put("ZHENMAI_PORT", String.valueOf(port));
        settings.put("ZHENMAI_SCHOOL_NAME", Catalogue.SCHOOL_NAME);
        settings.put("ZHENMAI_SMTP_URL", smtpUrl);
        settings.put("ZHENMAI_MAIL_FROM", "诊脉 <zhenmai@" + DemoPeople.MAIL_DOMAIN + ">");
        return settings;
    }

    /** Blocks until the history is stored; the clock must be the plan's. */
    static LivingSchool open(Plan plan, Config config, DemoClock clock, Vertx vertx) {
        long start = System.nanoTime();
        App app = App.start(config, clock, App.SYSTEM_CLOCK).await();
        try {
            long started = System.nanoTime();
            int rows = 0;
            if (app.journal().knownAt() == null || app.journal().knownAt().isBefore(History.END)) {
                History history = new History(app.journal(), app.database()::analyze);
                history.register(plan.registry());
                rows = history.store(plan.simulator(), plan.script());
            }
            LOG.info(
                    "started in {} s; {} observations of weeks 1 to 6 stored in {} s",
                    "%.1f".formatted((started - start) / NANOS),
                    rows,
                    "%.1f".formatted((System.nanoTime() - started) / NANOS));
            Instant known = app.journal().knownAt();
            clock.set(Script.at(Stage.MONDAY, 7, 55));
            clock.set(known);
            HttpSink sink = new HttpSink(WebClient.create(vertx), app.port(), keys(app));
            Feed feed = new Feed(plan.simulator(), plan.script(), app.journal()::school, edit -> edit(app, edit), sink);
            return new LivingSchool(app, clock, plan.stage(), plan.stories(), feed, sink);
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }

    private static Map<Origin, String> keys(App app) {
        Map<Origin, String> keys = new EnumMap<>(Origin.class);
        for (Origin origin : Origin.values()) {
            keys.put(
                    origin,
                    app.sources()
                            .create(origin.id, origin.title, origin.rank, false, null)
                            .await());
        }
        return keys;
    }

    private static void edit(App app, Script.Edit edit) {
        LOG.info(
                "registry: {} (row {})",
                edit.what(),
                app.journal()
                        .submit(new Entry.RegistryEdit(edit.edit(), null))
                        .await()
                        .sequence());
    }

    AnswerSheet answers() {
        try {
            return AnswerSheet.judge(stories, new RaisedAlerts(app.database()).read(stories), clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
