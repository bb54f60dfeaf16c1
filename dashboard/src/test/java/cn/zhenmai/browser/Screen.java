package cn.zhenmai.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** One person's browser window. Whatever it complains of (console errors, uncaught errors, policy violations) fails the test. */
final class Screen implements AutoCloseable {

    /** Patience of an assertion in ms: two shared cores, and a server that may be starting. */
    private static final double PATIENCE = 30_000;

    private static final Path SHOTS = Path.of("target", "screenshots");

    /** What a browser says by itself about a server that is away for a while or refuses a request. */
    private static final Pattern SERVER_AWAY =
            Pattern.compile("net::ERR_|WebSocket connection|status of (401|502|503|504)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_THERE = Pattern.compile("status of 404");

    private static final String AXE = axe();

    private final BrowserContext context;
    private final Page page;
    private final String server;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    /** What the browser may say of the network without a fault of the page. */
    private Pattern expected;

    private Screen(BrowserContext context, String server) {
        this.context = context;
        this.server = server;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            boolean bad = message.type().equals("error") || message.type().equals("warning");
            if (bad && (expected == null || !expected.matcher(message.text()).find())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("uncaught: " + error));
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> received.add(frame.text())));
    }

    static Screen desk(Chromium chromium, String server, int width, int height) {
        return of(chromium, server, new Browser.NewContextOptions().setViewportSize(width, height));
    }

    static Screen phone(Chromium chromium, String server) {
        return of(
                chromium,
                server,
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setHasTouch(true)
                        .setIsMobile(true));
    }

    private static Screen of(Chromium chromium, String server, Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser()
                .newContext(options.setLocale("zh-CN")
                        .setTimezoneId("America/New_York")
                        .setBaseURL(server));
        context.setDefaultTimeout(PATIENCE);
        return new Screen(context, server);
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(server + path);
    }

    void signIn(String account, String password) {
        open("/sign-in");
        page.getByLabel("工号").fill(account);
        page.getByLabel("密码").fill(password);
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录"))
                .click();
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    static LocatorAssertions expect(Locator locator) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        return PlaywrightAssertions.assertThat(locator);
    }

    /** From now on the server may be away: what the browser says of that is no fault of the page. */
    void mayLoseServer() {
        expected = SERVER_AWAY;
    }

    /** From now on something that is asked for may not be there. */
    void mayMiss() {
        expected = NOT_THERE;
    }

    void setOffline(boolean offline) {
        context.setOffline(offline);
    }

    /** The page's files are kept in the browser. */
    void untilItOpensOffline() {
        // Not waitForFunction: to it the promise of an answer is a yes.
        page.evaluate(
                "async () => { while (!(await caches.match('/roll/'))) await new Promise((next) => setTimeout(next, 50)); }");
    }

    /** The next request that is posted there reaches the server, and its answer gets lost. */
    void loseTheNextAnswer(String path) {
        AtomicBoolean isLost = new AtomicBoolean();
        context.route(path, route -> {
            if (route.request().method().equals("POST") && isLost.compareAndSet(false, true)) {
                assertThat(route.fetch().ok()).isTrue();
                route.abort();
            } else {
                route.resume();
            }
        });
    }

    /** Everything that came over the socket. */
    List<String> received() {
        return List.copyOf(received);
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** axe-core finds nothing against WCAG A and AA: names, roles, contrast. */
    void assertAccessible() {
        page.evaluate(AXE);
        Object violations = page.evaluate("""
                () => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
                  violations.map((v) => `${v.id}: ${v.nodes.map((n) => JSON.stringify(n.target)).join(' ')}`))""");
        assertThat(violations).isEqualTo(List.of());
    }

    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    private static String axe() {
        try (InputStream script = Screen.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
