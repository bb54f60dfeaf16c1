package cn.zhenmai;

import cn.zhenmai.access.Accounts;
import cn.zhenmai.access.SignIns;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.ShadowStore;
import cn.zhenmai.backtest.BacktestJobs;
import cn.zhenmai.engine.EffectsWriter;
import cn.zhenmai.engine.EngineWorker;
import cn.zhenmai.http.Applied;
import cn.zhenmai.http.Guard;
import cn.zhenmai.http.Routes;
import cn.zhenmai.http.Services;
import cn.zhenmai.intake.BallotStore;
import cn.zhenmai.intake.BallotWorker;
import cn.zhenmai.intake.ObservationRoutes;
import cn.zhenmai.intake.SilenceWorker;
import cn.zhenmai.intake.SourceMetrics;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.intake.file.Imports;
import cn.zhenmai.live.LiveHub;
import cn.zhenmai.notify.Backoff;
import cn.zhenmai.notify.MailNotifier;
import cn.zhenmai.notify.MailTexts;
import cn.zhenmai.notify.Notifier;
import cn.zhenmai.notify.NotifierByAddress;
import cn.zhenmai.notify.Outbox;
import cn.zhenmai.notify.OutboxStore;
import cn.zhenmai.notify.OutboxWorker;
import cn.zhenmai.notify.WebhookNotifier;
import cn.zhenmai.store.ClientIdWorker;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.DiskGuard;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.History;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Migrations;
import cn.zhenmai.store.ServiceLock;
import cn.zhenmai.store.ServiceRole;
import cn.zhenmai.store.StartException;
import cn.zhenmai.store.backup.Arming;
import cn.zhenmai.store.history.Upkeep;
import cn.zhenmai.view.RosterCounts;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.WallBoard;
import cn.zhenmai.view.WorklistView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: everything that runs, put together by one straight function in module order. Each resource pushes its closer;
 * closing runs backwards, and a failed start closes what it had opened.
 */
public final class App implements AutoCloseable {

    /** The only place where the machine's clock comes in. */
    public static final InstantSource SYSTEM_CLOCK = InstantSource.system();

    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    private final Closers closers;
    private final Journal journal;
    private final SourceStore sources;
    private final BallotStore ballots;
    private final EngineWorker engine;
    private final Accounts accounts;
    private final Database database;
    private final int port;

    private App(Config config, InstantSource schoolClock, InstantSource machineClock, Closers closers) {
        this.closers = closers;
        Meters meters = closers.add(Meters.create());
        Vertx vertx = Network.vertx(meters.registry());
        closers.push("vertx", () -> vertx.close().await());

        // collector
        JdbcSettings ofOwner = config.owner()
                .or(config::jdbc)
                .orElseGet(
                        () -> closers.add(EmbeddedPostgres.start(config.home())).jdbc());
        boolean isOneUser = config.jdbc().isPresent() && config.owner().isEmpty();
        Database owner = closers.add(
                isOneUser ? Database.open(vertx, ofOwner, config.poolSize()) : Database.openForOwner(vertx, ofOwner));
        Migrations.run(owner);
        LOG.info("store: {}", Migrations.dialect(owner).line());
        database = isOneUser
                ? owner
                : closers.add(Database.open(vertx, service(config, owner, ofOwner), config.poolSize()));
        closers.add(ServiceLock.take(database));
        journal = closers.add(Journal.open(database, schoolClock));
        Optional<DiskGuard> disk = config.jdbc().isPresent()
                ? Optional.empty()
                : Optional.of(closers.add(new DiskGuard(config.home(), config.diskLimits()).start()));
        disk.ifPresent(watched -> journal.refuseWhile(watched::isFull));
        closers.add(new Upkeep(owner, journal, config.retention(), schoolClock).start());
        closers.add(ClientIdWorker.start(vertx, database, schoolClock));
        closers.add(new BallotWorker(database, journal, schoolClock).start(vertx));
        sources = new SourceStore(database, machineClock, schoolClock);
        ballots = new BallotStore(database);

        SilenceWorker silence =
                closers.add(new SilenceWorker(database, journal::school, schoolClock, new SilenceMail(journal::school))
                        .start(vertx));

        // alerting
        AlertStore alerts = new AlertStore();
        engine = new EngineWorker(
                journal,
                database,
                alerts,
                List.of(new Outbox(config.webhooks()), shadows(new ShadowStore())),
                RuleFile.read(config.rules()),
                schoolClock);
        OutboxStore outbox = new OutboxStore();
        String address = config.address();
        warnWhereUnarmed();
        Optional<Notifier> mail = config.smtp()
                .map(smtp -> closers.add(new MailNotifier(
                        vertx, smtp, config.mailFrom().orElseThrow(), new MailTexts(address, config.schoolName()))));
        if (mail.isPresent() || !config.webhooks().isEmpty()) {
            Notifier notifier = config.webhooks().isEmpty()
                    ? mail.orElseThrow()
                    : new NotifierByAddress(
                            mail, closers.add(new WebhookNotifier(vertx, config.webhooks(), machineClock)));
            OutboxWorker worker =
                    new OutboxWorker(database, outbox, notifier, schoolClock, machineClock, Backoff.STANDARD);
            closers.add(worker.start(vertx));
            engine.listen((input, effects) -> {
                if (!effects.transitions().isEmpty()) {
                    worker.wake();
                }
            });
        }

        // dashboard
        accounts = new Accounts(database, machineClock);
        SignIns signIns = new SignIns(database, machineClock);
        SchoolNow school = new SchoolNow(journal::school, schoolClock);
        WorklistView worklists = new WorklistView(alerts, new RosterCounts(), engine::rules);
        WallBoard wall = new WallBoard(config.schoolName(), worklists, alerts, machineClock);
        Applied applied = new Applied(vertx, engine::appliedSequence);
        Services services = new Services(
                vertx,
                database,
                journal,
                alerts,
                worklists,
                wall,
                school,
                applied,
                id -> engine.rules().flatMap(rules -> rules.rule(id)),
                closers.add(new BacktestJobs(new History(database))),
                machineClock,
                sources,
                closers.add(new Imports(database, journal, schoolClock, machineClock).start()));
        Router router = Router.router(vertx);
        RequestMeters.mount(router, meters.registry());
        Guard guard = new Guard(vertx, signIns, school, config.publicUrl().orElse(null));
        guard.mount(router);
        new HealthRoutes(database, journal, engine).mount(router);
        meters.mount(router);
        SourceMetrics sourceMetrics = new SourceMetrics(meters.registry());
        journal.listenReceipts(sourceMetrics::count);
        ObservationRoutes observations =
                new ObservationRoutes(journal, database, sources, ballots, schoolClock, machineClock, sourceMetrics);
        observations.mount(router);
        Routes.mount(router, guard, services);
        LiveHub live = new LiveHub(vertx, database, signIns, worklists, wall, school, machineClock, journal.sequence());
        closers.add(live.start(vertx, router));

        engine.listen(applied::applied);
        engine.listen(live::applied);
        closers.add(engine.start());
        meters.gauge("zhenmai.source.silent", "sources that are expected and silent", silence::silent);
        disk.ifPresent(watched -> AppMeters.bind(meters, watched));
        closers.add(AppMeters.bind(vertx, meters, database, journal, engine, outbox, live));
        port = Network.listen(vertx, config, observations.before(guard::putHeaders, router), closers);
        LOG.info("ready on http://{}:{}", config.bind(), port);
    }

    /** Who works for the service: the configured user, with rows to read and write, or a role of its own on the embedded server. */
    private static JdbcSettings service(Config config, Database owner, JdbcSettings ofOwner) {
        if (config.jdbc().isEmpty()) {
            return ServiceRole.create(owner, ofOwner);
        }
        ServiceRole.grant(owner, config.jdbc().get().user());
        return config.jdbc().get();
    }

    private void warnWhereUnarmed() {
        try {
            if (!database.inTransaction(Arming::isArmed)) {
                LOG.warn("恢复的副本，不发送邮件／a restored copy: no mail is sent until `zhenmai arm`");
            }
        } catch (SQLException e) {
            throw new StartException("数据库无法读取／the database cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Starts everything on a thread of its own, because it blocks.
     *
     * @param schoolClock of facts, deadlines and the calendar; the demo's runs fast
     * @param machineClock of people's sessions, limits and retries
     */
    public static Future<App> start(Config config, InstantSource schoolClock, InstantSource machineClock) {
        Promise<App> started = Promise.promise();
        Thread starter = new Thread(
                () -> {
                    Closers closers = new Closers();
                    try {
                        started.complete(new App(config, schoolClock, machineClock, closers));
                    } catch (Throwable e) {
                        closers.close();
                        started.fail(e);
                    }
                },
                "start");
        starter.start();
        return started.future();
    }

    private static EffectsWriter shadows(ShadowStore store) {
        return (connection, with, step) -> store.apply(with, step.effects().shadow());
    }

    public Database database() {
        return database;
    }

    public Journal journal() {
        return journal;
    }

    public SourceStore sources() {
        return sources;
    }

    public BallotStore ballots() {
        return ballots;
    }

    public EngineWorker engine() {
        return engine;
    }

    public Accounts accounts() {
        return accounts;
    }

    /** The port that is really listened on. */
    public int port() {
        return port;
    }

    /** Takes no more requests, drains what was accepted and ends everything. Blocks; not for event loops. */
    @Override
    public void close() {
        closers.close();
    }
}
