package cn.zhenmai.live;

import static cn.zhenmai.http.World.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.access.Role;
import cn.zhenmai.http.World;
import cn.zhenmai.intake.SilenceListener;
import cn.zhenmai.intake.SilenceWorker;
import cn.zhenmai.intake.SourceSettings;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.store.Receipt;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {

    private World world;

    @BeforeEach
    void start() {
        world = new World();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_silent_source_comes_to_the_office_with_the_next_beat_and_goes_as_it_came() {
        Page office = new Page(world, world.cookie("quality", null, Role.QUALITY_OFFICE), "worklist")
                .connect()
                .join();
        office.take(office.next());
        assertThat(office.state.getJsonArray("silentSources")).isEmpty();
        SourceSettings settings =
                new SourceSettings("card", "一卡通", 10, false, null, 5, 5_000, null, null, false, false);
        SourceStore sources = new SourceStore(world.database, world.schoolClock);
        assertThat(await(sources.add(settings, null))).isPresent();
        world.schoolClock.advance(Duration.ofMinutes(6));
        SilenceWorker worker =
                new SilenceWorker(world.database, world.journal::school, world.schoolClock, SilenceListener.NOBODY);
        assertThat(await(worker.drainOnce())).isEqualTo(1);
        world.machineClock.advance(Duration.ofSeconds(15));
        office.until(state -> state.getJsonArray("silentSources").size() == 1);

        assertThat(await(sources.change(
                        new SourceSettings("card", "一卡通", 10, false, null, null, 5_000, null, null, false, false))))
                .isTrue();
        assertThat(await(worker.drainOnce())).isZero();
        world.machineClock.advance(Duration.ofSeconds(15));
        office.until(state -> state.getJsonArray("silentSources").isEmpty());
    }

    @Test
    void a_card_arrives_at_the_counselor_and_at_nobody_else() {
        Page own = new Page(world, world.counselor(), "worklist").connect().join();
        Page other =
                new Page(world, world.otherCounselor(), "worklist").connect().join();
        own.take(own.next());
        other.take(other.next());
        assertThat(own.state.getJsonArray("cards")).isEmpty();

        world.absentOnMondays("S11", 2);
        own.until(state -> state.getJsonArray("cards").size() == 1
                && state.getJsonArray("cards")
                                .getJsonObject(0)
                                .getJsonArray("dates")
                                .size()
                        == 2);
        JsonObject card = own.state.getJsonArray("cards").getJsonObject(0);
        assertThat(card.getString("student")).isEqualTo("S11");
        assertThat(card.getJsonArray("dates")).hasSize(2);
        assertThat(own.deltas).isPositive();

        world.absentOnMondays("S21", 2);
        other.until(state -> !state.getJsonArray("cards").isEmpty());
        own.upTo(own.number);
        assertThat(String.join("", other.received)).doesNotContain("S11");
        assertThat(String.join("", own.received)).doesNotContain("S21");
    }

    @Test
    void pages_that_see_the_same_are_told_the_same_and_each_account_is_audited_once() throws Exception {
        String leader = world.cookie("leader", null, Role.LEADER);
        Page first = new Page(world, leader, "worklist").connect().join();
        first.take(first.next());
        assertThat(world.say("S12", World.RUNNING, Status.LATE).received()).isEqualTo(1);
        Page second = new Page(world, leader, "worklist").connect().join();
        Page office = new Page(world, world.cookie("quality", null, Role.QUALITY_OFFICE), "worklist")
                .connect()
                .join();
        second.take(second.next());
        office.take(office.next());
        for (String student : List.of("S11", "S21")) {
            world.absentOnMondays(student, 2);
            for (Page page : List.of(first, second, office)) {
                page.until(state -> !shown(state, student).isEmpty());
            }
        }
        JsonObject rest = world.get("/api/v1/worklist", leader).bodyAsJsonObject();
        for (Page page : List.of(first, second, office)) {
            page.upTo(world.engine.appliedSequence());
            assertThat(Page.shown(page.state)).isEqualTo(Page.shown(rest));
        }
        assertThat(second.received.get(second.received.size() - 1))
                .isEqualTo(office.received.get(office.received.size() - 1))
                .isEqualTo(first.received.get(first.received.size() - 1));
        List<String> audited = world.database.inTransaction(connection -> {
            List<String> lines = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select account, students[1], count(*)"
                            + " from audit where what = 'JOIN worklist' and cardinality(students) = 1 group by 1, 2"
                            + " order by 1, 2")) {
                while (row.next()) {
                    lines.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
                }
            }
            return lines;
        });
        // The leader has two pages, the office one.
        assertThat(audited).hasSize(4).allMatch(line -> line.matches("(leader|quality) S[12]1 \\d+"));
        assertThat(audited.get(0).replace("leader", ""))
                .isEqualTo(audited.get(2).replace("quality", ""));
        assertThat(audited.get(1).replace("leader", ""))
                .isEqualTo(audited.get(3).replace("quality", ""));
    }

    private static List<Object> shown(JsonObject state, String student) {
        return state.getJsonArray("cards").stream()
                .filter(card -> ((JsonObject) card).getString("student").equals(student))
                .toList();
    }

    @Test
    void a_leave_slip_takes_the_card_away() {
        world.absentOnMondays("S11", 2);
        Page page = new Page(world, world.counselor(), "worklist").connect().join();
        page.until(state -> state.getJsonArray("cards").size() == 1);
        Receipt receipt = world.facts(new Observation.LeaveSlip(
                "S11",
                "L1",
                Status.SICK,
                Instant.parse("2026-08-30T16:00:00Z"),
                Instant.parse("2026-09-10T16:00:00Z"),
                Observation.LeaveSlip.State.APPROVED,
                World.TUESDAY.minusSeconds(600)));
        page.upTo(receipt.sequence());
        page.until(state -> state.getJsonArray("cards").isEmpty());
    }

    @Test
    void after_any_disconnects_the_page_shows_what_rest_says() {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            Page page = new Page(world, world.counselor(), "worklist").connect().join();
            boolean connected = true;
            for (int step = 0; step < 25; step++) {
                int what = random.nextInt(10);
                if (what < 6) {
                    String student = "S" + (1 + random.nextInt(2)) + (1 + random.nextInt(3));
                    Status status = random.nextInt(4) == 0 ? Status.PRESENT : Status.ABSENT;
                    SessionId session =
                            new SessionId("M1", LocalDate.of(2026, 8, 31).plusWeeks(random.nextInt(6)), 1);
                    assertThat(world.say(student, session, status).received()).isEqualTo(1);
                } else if (what == 6) {
                    assertThat(world.say("S12", World.RUNNING, Status.LATE).received())
                            .isEqualTo(1);
                } else if (what == 7) {
                    world.schoolClock.advance(Duration.ofMinutes(random.nextInt(50)));
                    world.drain();
                } else if (connected) {
                    page.disconnect();
                    connected = false;
                } else {
                    page.connect().join();
                    connected = true;
                }
            }
            if (!connected) {
                page.connect().join();
            }
            world.machineClock.advance(Duration.ofSeconds(20));
            page.upTo(world.engine.appliedSequence());
            JsonObject rest = world.get("/api/v1/worklist", world.counselor()).bodyAsJsonObject();
            page.until(state -> Page.shown(state).equals(Page.shown(rest)));
            assertThat(page.snapshots + page.deltas).as("seed %d", seed).isPositive();
            page.disconnect();
        }
    }

    @Test
    void a_push_says_of_the_sessions_only_what_a_page_does_not_hold() {
        Page page = new Page(world, world.counselor(), "worklist").connect().join();
        page.take(page.next());
        world.absentOnMondays("S12", 2);
        page.until(state -> !state.getJsonArray("cards").isEmpty());
        assertThat(page.received)
                .filteredOn(frame -> frame.contains("\"delta\""))
                .isNotEmpty()
                .noneMatch(frame -> frame.contains("\"sessions\":"));
        assertThat(world.say("S12", World.RUNNING, Status.LATE).received()).isEqualTo(1);
        page.until(state -> page.received.get(page.received.size() - 1).contains("\"sessions\":"));
        JsonObject rest = world.get("/api/v1/worklist", world.counselor()).bodyAsJsonObject();
        assertThat(page.state.getJsonArray("sessions")).isEqualTo(rest.getJsonArray("sessions"));
    }

    @Test
    void who_comes_back_gets_what_it_missed_and_after_a_restart_a_snapshot() {
        Page page = new Page(world, world.counselor(), "worklist").connect().join();
        page.take(page.next());
        page.disconnect();
        world.absentOnMondays("S12", 2);
        page.connect().join();
        page.until(state -> !state.getJsonArray("cards").isEmpty());
        assertThat(page.snapshots).isEqualTo(1);
        page.disconnect();
        page.epoch = "of-another-process";
        page.connect().join();
        page.take(page.next());
        assertThat(page.snapshots).isEqualTo(2);
    }

    @Test
    void only_our_own_page_may_open_the_socket() {
        Page page = new Page(world, world.counselor(), "worklist");
        assertThatThrownBy(() -> await(page.client().connect(page.options("https://evil.example"))))
                .hasMessageContaining("403");
        Page stranger = new Page(world, "zhenmai=guess", "worklist");
        assertThatThrownBy(() -> await(stranger.client().connect(stranger.options("http://127.0.0.1:" + world.port))))
                .hasMessageContaining("401");
    }

    @Test
    void a_topic_outside_the_role_is_denied_and_nonsense_is_told() {
        Page teacher = new Page(world, world.teacher(), "worklist").connect().join();
        assertThat(teacher.next().getString("type")).isEqualTo("denied");
        Page wall = new Page(world, world.counselor(), "wall").connect().join();
        assertThat(wall.next().getString("type")).isEqualTo("denied");
        wall.say("{\"type\":\"join\",\"topic\":\"students\"}");
        assertThat(wall.next().getString("type")).isEqualTo("denied");
        wall.say("{\"type\":\"leave\"}");
        assertThat(wall.next().getString("type")).isEqualTo("error");
        wall.say("not json");
        assertThat(wall.next().getString("type")).isEqualTo("error");
    }

    @Test
    void signing_out_closes_the_socket() throws Exception {
        String cookie = world.counselor();
        Page page = new Page(world, cookie, "worklist").connect().join();
        page.take(page.next());
        CompletableFuture<Short> closed = new CompletableFuture<>();
        page.socket().closeHandler(nothing -> closed.complete(page.socket().closeStatusCode()));
        assertThat(world.post("/api/v1/sign-out", cookie, new JsonObject()).statusCode())
                .isEqualTo(204);
        assertThat(closed.get(30, TimeUnit.SECONDS)).isEqualTo((short) 1008);
    }

    @Test
    void the_wall_hears_aggregates_and_never_a_name_or_number() {
        world.absentOnMondays("S11", 2);
        Page wall = new Page(world, world.cookie("leader", null, Role.LEADER), "wall")
                .connect()
                .join();
        wall.take(wall.next());
        assertThat(world.say("S12", World.RUNNING, Status.ABSENT).stored()).isEqualTo(1);
        world.machineClock.advance(Duration.ofSeconds(2));
        wall.take(wall.next());
        assertThat(wall.state.getString("phase")).isEqualTo("in-session");
        assertThat(wall.state.getJsonArray("matrix")).hasSize(5);
        for (String name : List.of("S11", "S12", "学生S", "王老师", "赵辅导员")) {
            assertThat(String.join("", wall.received)).doesNotContain(name);
        }
    }
}
