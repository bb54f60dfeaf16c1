package cn.zhenmai.http;

import cn.zhenmai.access.Accounts;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.access.SettableClock;
import cn.zhenmai.access.SignIns;
import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.alert.ShadowStore;
import cn.zhenmai.backtest.BacktestJobs;
import cn.zhenmai.engine.EngineWorker;
import cn.zhenmai.engine.ProvisionedRules;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.intake.file.Imports;
import cn.zhenmai.live.LiveHub;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.History;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.view.RosterCounts;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.WallBoard;
import cn.zhenmai.view.WorklistView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A whole service on a real socket and a real database: the small school, with counselor T8 for class 软件2501 and T9 for 软件2502, M1
 * on Mondays 1–2 and Tuesdays 3–4, at Tuesday of week 7, 10:10, ten minutes into periods 3–4.
 */
public final class World implements AutoCloseable {

    public static final Instant TUESDAY = Instant.parse("2026-10-13T02:10:00Z");
    public static final SessionId RUNNING = SessionId.of("M1.20261013.3");
    public static final Source OFFICE = new Source("office", 40, true);

    public final Vertx vertx = Vertx.vertx();
    public final Database database = TestDatabase.fresh(vertx);
    public final SettableClock schoolClock = new SettableClock(TUESDAY);
    public final SettableClock machineClock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
    public final Journal journal = Journal.open(database, schoolClock);
    public final AlertStore alerts = new AlertStore();
    public final EngineWorker engine = new EngineWorker(
            journal,
            database,
            alerts,
            List.of((connection, with, step) ->
                    new ShadowStore().apply(with, step.effects().shadow())),
            ProvisionedRules.standard(),
            schoolClock);
    public final BacktestJobs backtests = new BacktestJobs(new History(database));
    public final SignIns signIns = new SignIns(database, machineClock);
    public final Accounts accounts = new Accounts(database, machineClock);
    public final SchoolNow school = new SchoolNow(journal::school, schoolClock);
    public final Imports imports = new Imports(database, journal, schoolClock, machineClock).start();
    public final Router router = Router.router(vertx);
    public final LiveHub hub;
    public final WebClient client;
    public final int port;

    private final HttpServer server;
    private final Map<String, String> cookies = new HashMap<>();
    private int seconds;

    public World() {
        submit(new Entry.RegistryEdit(old -> registry(), null));
        WorklistView worklists = new WorklistView(alerts, new RosterCounts(), engine::rules);
        WallBoard wall = new WallBoard("测试学院", worklists, alerts, machineClock);
        Guard guard = new Guard(vertx, signIns, school, null);
        Applied applied = new Applied(vertx, engine::appliedSequence);
        engine.listen(applied::applied);
        guard.mount(router);
        Routes.mount(
                router,
                guard,
                new Services(
                        vertx,
                        database,
                        journal,
                        alerts,
                        worklists,
                        wall,
                        school,
                        applied,
                        id -> engine.rules().flatMap(rules -> rules.rule(id)),
                        backtests,
                        machineClock,
                        new SourceStore(database, machineClock, schoolClock),
                        imports));
        hub = new LiveHub(vertx, database, signIns, worklists, wall, school, machineClock, engine.appliedSequence())
                .start(vertx, router);
        engine.listen(hub::applied);
        server = await(vertx.createHttpServer(new io.vertx.core.http.HttpServerOptions().setSendBufferSize(8192))
                .requestHandler(router)
                .listen(0, "127.0.0.1"));
        port = server.actualPort();
        client = WebClient.create(vertx);
        drain();
    }

    static Registry registry() {
        return builder().registry();
    }

    static RegistryBuilder builder() {
        RegistryBuilder b = RegistryBuilder.small();
        b.slot("M1", DayOfWeek.MONDAY, 1, RegistryBuilder.weeks(1, 18));
        b.slot("M1", DayOfWeek.TUESDAY, 3, RegistryBuilder.weeks(1, 18));
        b.teachers.add(new Registry.Teacher("T8", "赵辅导员", "O1", null));
        b.teachers.add(new Registry.Teacher("T9", "钱辅导员", "O1", null));
        b.teachers.add(new Registry.Teacher("T7", "孙院长", "O1", null));
        b.posts.add(new Registry.PostHolder("T8", Registry.Post.COUNSELOR, "软件2501", Span.ALWAYS));
        b.posts.add(new Registry.PostHolder("T9", Registry.Post.COUNSELOR, "软件2502", Span.ALWAYS));
        b.posts.add(new Registry.PostHolder("T7", Registry.Post.COLLEGE_HEAD, "K1", Span.ALWAYS));
        b.months.add(new Registry.Month("2026-10", "2026-1", 5, 9));
        return b;
    }

    /** The cookie of an account that is made when it is first asked for; its id says its role and person. */
    public synchronized String cookie(String account, String teacher, Role... roles) {
        return cookies.computeIfAbsent(account, name -> {
            String password = await(accounts.create(new Identity(name, name, teacher, Set.of(roles))));
            return signIn(name, password);
        });
    }

    public String counselor() {
        return cookie("zhao", "T8", Role.COUNSELOR);
    }

    public String otherCounselor() {
        return cookie("qian", "T9", Role.COUNSELOR);
    }

    public String teacher() {
        return cookie("wang", "T1", Role.TEACHER);
    }

    public String signIn(String account, String password) {
        HttpResponse<Buffer> answer = await(client.post(port, "127.0.0.1", "/api/v1/sign-in")
                .sendJsonObject(new JsonObject().put("account", account).put("password", password)));
        if (answer.statusCode() != 204) {
            throw new AssertionError(answer.statusCode() + " " + answer.bodyAsString());
        }
        return answer.cookies().get(0).split(";", 2)[0];
    }

    public HttpResponse<Buffer> get(String path, String cookie) {
        var request = client.get(port, "127.0.0.1", path).followRedirects(false);
        return await((cookie == null ? request : request.putHeader("Cookie", cookie)).send());
    }

    public HttpResponse<Buffer> post(String path, String cookie, JsonObject body) {
        var request = client.post(port, "127.0.0.1", path).putHeader("Origin", "http://127.0.0.1:" + port);
        return await((cookie == null ? request : request.putHeader("Cookie", cookie)).sendJsonObject(body));
    }

    /** Says a status by the office, each time a second later than before; answers when its effects are stored. */
    @com.google.errorprone.annotations.CanIgnoreReturnValue
    public Receipt say(String student, SessionId session, Status status) {
        Instant at = schoolClock.instant().minusSeconds(3_600).plusSeconds(seconds++);
        return facts(new Observation.Attendance(student, session, status, null, 0, at));
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    public Receipt facts(Observation... observations) {
        List<Entry.Row> rows = new ArrayList<>();
        for (Observation one : observations) {
            rows.add(new Entry.Row(rows.size() + 1, one));
        }
        Receipt receipt = submit(new Entry.Facts(OFFICE, rows, null));
        drain();
        return receipt;
    }

    /** Absent in the M1 sessions of Mondays of weeks 1…weeks: two periods each. */
    public void absentOnMondays(String student, int weeks) {
        for (int week = 0; week < weeks; week++) {
            say(student, new SessionId("M1", java.time.LocalDate.of(2026, 8, 31).plusWeeks(week), 1), Status.ABSENT);
        }
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    public Receipt submit(Entry entry) {
        return await(journal.submit(entry));
    }

    public void drain() {
        try {
            engine.drainOnce();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    public static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        hub.close();
        await(server.close());
        imports.close();
        engine.close();
        journal.close();
        database.close();
        await(vertx.close());
    }
}
