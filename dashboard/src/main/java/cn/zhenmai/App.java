package cn.zhenmai;

import cn.zhenmai.access.Accounts;
import cn.zhenmai.access.SignIns;
import cn.zhenmai.http.Guard;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Migrations;
import cn.zhenmai.store.ServiceLock;
import cn.zhenmai.store.StartException;
import cn.zhenmai.view.SchoolNow;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: everything that runs, put together by one straight function in module order. Each resource pushes its closer;
 * closing runs backwards, and a failed start closes what it had opened.
 */
public final class App implements AutoCloseable {

    /** The only place where the machine's clock comes in. */
    static final InstantSource SYSTEM_CLOCK = InstantSource.system();

    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    /** An event loop that is blocked for longer is logged. */
    private static final long MAX_BLOCKED_MILLIS = 100;

    private static final int IDLE_SECONDS = 90;

    /** For requests under way when the service ends. */
    private static final int DRAIN_SECONDS = 5;

    private final Closers closers;
    private final int port;
    private final Journal journal;
    private final Accounts accounts;

    private App(Closers closers, int port, Journal journal, Accounts accounts) {
        this.closers = closers;
        this.port = port;
        this.journal = journal;
        this.accounts = accounts;
    }

    /**
     * Starts everything on a thread of its own.
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
                        started.complete(open(config, schoolClock, machineClock, closers));
                    } catch (Throwable e) {
                        closers.close();
                        started.fail(e);
                    }
                },
                "start");
        starter.start();
        return started.future();
    }

    private static App open(Config config, InstantSource schoolClock, InstantSource machineClock, Closers closers) {
        Meters meters = closers.add(Meters.create());
        Vertx vertx = vertx(meters);
        closers.push("vertx", () -> vertx.close().await());

        JdbcSettings jdbc = config.jdbc()
                .orElseGet(
                        () -> closers.add(EmbeddedPostgres.start(config.home())).jdbc());
        Database database = closers.add(Database.open(vertx, jdbc, config.poolSize()));
        database.bindTo(meters.registry());
        Migrations.run(database);
        closers.add(ServiceLock.take(database));

        Journal journal = closers.add(Journal.open(database, schoolClock));
        meters.gauge("zhenmai.journal.waiting", "requests that wait for the journal", journal::waiting);
        meters.gauge("zhenmai.journal.sequence", "last committed journal row", journal::sequence);

        Accounts accounts = new Accounts(database, machineClock);
        SignIns signIns = new SignIns(database, machineClock);
        SchoolNow school = new SchoolNow(journal::school, schoolClock);

        Router router = Router.router(vertx);
        new Guard(vertx, signIns, school, config.publicUrl().orElse(null)).mount(router);
        new HealthRoutes(database).mount(router);
        meters.mount(router);

        HttpServer server = listen(vertx, config, router);
        closers.push(
                "http", () -> server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).await());
        LOG.info("ready on http://{}:{}", config.bind(), server.actualPort());
        return new App(closers, server.actualPort(), journal, accounts);
    }

    private static Vertx vertx(Meters meters) {
        VertxOptions options = new VertxOptions()
                .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true))
                .setMaxEventLoopExecuteTime(MAX_BLOCKED_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS);
        return Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(meters.registry()))
                .build();
    }

    private static HttpServer listen(Vertx vertx, Config config, Router router) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.bind())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .await();
        } catch (RuntimeException e) {
            throw new StartException(
                    "无法监听／cannot listen on " + config.bind() + ":" + config.port() + ": " + e.getMessage(), e);
        }
    }

    /** The port that is really listened on. */
    public int port() {
        return port;
    }

    public Journal journal() {
        return journal;
    }

    public Accounts accounts() {
        return accounts;
    }

    /** Takes no more requests, drains what was accepted and ends everything. Blocks; not for event loops. */
    @Override
    public void close() {
        closers.close();
    }
}
