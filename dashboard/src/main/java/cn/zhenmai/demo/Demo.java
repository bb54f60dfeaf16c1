package cn.zhenmai.demo;

import cn.zhenmai.App;
import cn.zhenmai.Config;
import cn.zhenmai.store.StartException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * {@code mvn -Pdemo}: a school that lives. Week 7 begins on Monday at 07:55 and a day takes ten minutes; the data stays in the demo's
 * home, and the next start goes on from there. Ends with the process that started it.
 */
public final class Demo {

    private final DemoOptions options;
    private final PrintStream out;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private LivingSchool school;

    private Demo(DemoOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(out);
        try {
            Demo demo = new Demo(DemoOptions.read(System.getProperties()), out);
            Runtime.getRuntime().addShutdownHook(new Thread(demo::end, "end"));
            endWithParent();
            demo.run();
        } catch (IllegalArgumentException | StartException e) {
            out.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            out.println("演示无法开始／the demo cannot start: " + e.getMessage());
            e.printStackTrace(out);
            System.exit(1);
        }
    }

    /** Maven passes no signal on to what it started. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var unused = parent.onExit().thenRun(() -> System.exit(0));
        });
    }

    private void run() {
        LivingSchool.Plan plan = LivingSchool.Plan.of(options.seed(), options.size());
        DemoHome.claim(options);
        DemoClock clock = plan.clock(App.SYSTEM_CLOCK);
        MailCatcher catcher = MailCatcher.start(0, clock);
        open.push(catcher);
        Vertx vertx = Vertx.vertx();
        open.push(() -> vertx.close().await());
        school = LivingSchool.open(
                plan, Config.load(LivingSchool.settings(options.home(), options.port(), catcher.url())), clock, vertx);
        open.push(school);
        List<DemoAccounts.Account> accounts =
                new DemoAccounts(school.app.accounts(), plan.stage()).create(plan.stories());
        String wall = school.app.accounts().createWallDevice("demo").await();
        TryIt tryIt = new TryIt(
                plan.stage().takeStudent(c -> plan.stage().isOwn(c.id())),
                school.app
                        .sources()
                        .create("curl", "手工发送", TryIt.RANK, false, null)
                        .await(),
                school.app.port(),
                school.app.journal()::school,
                clock);
        DemoPages pages = new DemoPages(catcher, () -> school.answers().text(), tryIt::text);
        HttpServer pagesServer = pages.start(vertx, options.mailPort());
        SimulatorWorker worker = new SimulatorWorker(school.feed, clock);
        open.push(worker);
        clock.run(options.speed());
        worker.start();
        out.println(new Welcome(
                        options,
                        school.app.port(),
                        pagesServer.actualPort(),
                        accounts,
                        wall,
                        clock.instant(),
                        tryIt.text())
                .text());
    }

    private void end() {
        if (school != null) {
            try {
                out.println(school.answers().text());
            } catch (RuntimeException e) {
                out.println("no answer sheet: " + e.getMessage());
            }
        }
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                out.println(e);
            }
        }
    }
}
