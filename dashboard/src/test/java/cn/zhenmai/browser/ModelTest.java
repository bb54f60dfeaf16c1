package cn.zhenmai.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The front end's pure modules, run in the browser that will run them, straight from the class path. */
class ModelTest {

    private static final String SITE = "http://zhenmai.test";

    private static Chromium chromium;
    private static BrowserContext context;
    private static Page page;

    @BeforeAll
    static void openAnEmptyPage() {
        chromium = Chromium.launch();
        context = chromium.browser()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions().setLocale("zh-CN"));
        context.route(SITE + "/**", ModelTest::fromClassPath);
        page = context.newPage();
        page.navigate(SITE + "/");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void a_frame_that_follows_is_taken_and_a_missing_one_is_noticed() {
        String judge = """
                ([frame, number]) => import('/app/model/feed.js').then(({ judge }) => judge({ epoch: 'e', number }, frame).verdict)
                """;
        assertThat(eval(judge, List.of(delta(7, 9), 7))).isEqualTo("take");
        assertThat(eval(judge, List.of(delta(8, 9), 7))).isEqualTo("gap");
        assertThat(eval(judge, List.of(delta(5, 6), 7))).isEqualTo("drop");
        assertThat(eval(judge, List.of(delta(7, 7), 7))).isEqualTo("take");
        assertThat(eval(judge, List.of(Map.of("type", "snapshot", "epoch", "f", "to", 2), 7)))
                .isEqualTo("take");
    }

    @Test
    void pauses_between_attempts_grow_up_to_fifteen_seconds() {
        assertThat(eval("""
                () => import('/app/model/feed.js').then(({ backoffMillis }) => [1, 2, 3, 9, 50].map((n) => backoffMillis(n, () => 1)))
                """)).isEqualTo(List.of(500, 1000, 2000, 15_000, 15_000));
    }

    @Test
    void a_delta_changes_adds_and_removes_cards_and_keeps_the_worst_first() {
        assertThat(eval("""
                () => import('/app/model/worklist.js').then(({ fromSnapshot, withDelta }) => {
                  const card = (student, level, acknowledged = false) => ({ student, level, acknowledged, alerts: [] });
                  const state = fromSnapshot({ cards: [card('a', 'BLUE'), card('b', 'RED', true), card('c', 'RED')], sessionAlerts: [] });
                  const next = withDelta(state, { cards: [card('a', 'ORANGE'), card('d', 'BLUE')], removedCards: ['c'] });
                  return [state, next].map((one) => one.cards.map((c) => c.student).join(''));
                })
                """)).isEqualTo(List.of("cba", "bad"));
    }

    @Test
    void an_alert_that_left_is_told_from_one_that_stays() {
        assertThat(eval("""
                () => import('/app/model/worklist.js').then(({ fromSnapshot, difference }) => {
                  const state = (...ids) => fromSnapshot({
                    cards: [{ student: 's', level: 'BLUE', alerts: ids.map((id) => ({ id })) }], sessionAlerts: [] });
                  const { arrived, left } = difference(state('1', '2'), state('2', '3'));
                  return [arrived, left].map((list) => list.map((entry) => entry.alert.id).join());
                })
                """)).isEqualTo(List.of("3", "1"));
    }

    @Test
    void one_tap_goes_round_and_a_valid_slip_is_not_told_again() {
        assertThat(eval("""
                () => import('/app/model/roll.js').then(({ marksOf, tapped, exceptions }) => {
                  const roll = { students: [
                    { student: 'a', status: null, slip: null }, { student: 'b', status: null, slip: null },
                    { student: 'c', status: null, slip: { kind: 'SICK', state: 'APPROVED' } },
                    { student: 'd', status: null, slip: { kind: 'SICK', state: 'APPROVED' } }] };
                  const marks = marksOf(roll);
                  marks.b = tapped(marks.b);
                  marks.d = tapped(marks.d);
                  const round = [marks.a];
                  for (let i = 0; i < 4; i++) round.push(tapped(round.at(-1)));
                  return { round: round.map((mark) => mark.status).join(), told: exceptions(roll, marks).map((e) => e.student + e.status).join() };
                })
                """))
                .isEqualTo(Map.of("round", "PRESENT,ABSENT,LATE,EARLY,PRESENT", "told", "bABSENT,dPRESENT"));
    }

    @Test
    void a_ladder_is_drawn_for_rising_bounds_only() {
        String places =
                "(levels) => import('/app/model/ladder.js').then(({ ladder }) => ladder(levels, 9)?.rungs.length ?? 0)";
        assertThat(eval(places, List.of(level("BLUE", "4"), level("YELLOW", "8"))))
                .isEqualTo(2);
        assertThat(eval(places, List.of(level("YELLOW", "0.85"), level("ORANGE", "0.7"))))
                .isEqualTo(0);
    }

    @Test
    void a_day_without_a_rate_is_a_gap_and_never_zero() {
        assertThat(eval("""
                () => import('/app/model/trend.js').then(({ trendLine }) => {
                  const { points, segments, floor } = trendLine([0.9, 0.95, null, 0.93, 0.92].map((rate) => ({ rate })), 100, 50);
                  return [points.filter((p) => p.y === null).length, segments.length, floor];
                })
                """)).isEqualTo(List.of(1, 2, 0.85));
    }

    @Test
    void times_are_the_schools_whatever_the_browsers_zone() {
        assertThat(eval("""
                () => import('/app/model/time.js').then(({ clock, dayClock, shortDay }) =>
                  [clock('2026-10-12T02:25:00Z'), dayClock('2026-10-11T20:05:00Z'), shortDay('2026-10-08')])
                """)).isEqualTo(List.of("10:25", "10-12 04:05", "10-08 周四"));
    }

    @Test
    void a_clock_that_runs_fast_is_followed_and_a_normal_one_is_not_guessed() {
        assertThat(eval("""
                () => import('/app/model/time.js').then(({ SchoolClock }) => {
                  const fast = new SchoolClock();
                  fast.tell('2026-10-12T02:00:00Z', 0);
                  fast.tell('2026-10-12T02:02:00Z', 2000);
                  const plain = new SchoolClock();
                  plain.tell('2026-10-12T02:00:00Z', 0);
                  return [fast.read(3000), plain.read(3000)].map((now) => new Date(now).toISOString().slice(14, 19));
                })
                """)).isEqualTo(List.of("03:00", "00:03"));
    }

    private static Object eval(String script) {
        return page.evaluate(script);
    }

    private static Object eval(String script, Object argument) {
        return page.evaluate(script, argument);
    }

    private static Map<String, Object> delta(int from, int to) {
        return Map.of("type", "delta", "from", from, "to", to);
    }

    private static Map<String, String> level(String level, String at) {
        return Map.of("level", level, "at", at);
    }

    private static void fromClassPath(Route route) {
        String path = URI.create(route.request().url()).getPath();
        if (path.equals("/")) {
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html>"));
            return;
        }
        try (InputStream file = ModelTest.class.getResourceAsStream("/webroot" + path)) {
            route.fulfill(
                    new Route.FulfillOptions().setContentType("text/javascript").setBodyBytes(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
