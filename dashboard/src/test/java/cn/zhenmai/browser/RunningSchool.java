package cn.zhenmai.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.App;
import cn.zhenmai.Config;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.access.SettableClock;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.TestHome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole service in this JVM with the sample school in it, on Monday of week 7. Facts come in by HTTP as a source would send them. */
final class RunningSchool implements AutoCloseable {

    private static final long START_SECONDS = 120;
    private static final String TODAY = "2026-10-12";
    private static final String BEFORE_SCHOOL = TODAY + "T07:55:00+08:00";

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestHome home = TestHome.create();
    private final SettableClock clock = new SettableClock(instant(BEFORE_SCHOOL));
    private App app;
    private int port;
    private String key;

    static RunningSchool start() throws TimeoutException {
        RunningSchool school = new RunningSchool();
        school.launch();
        school.app
                .journal()
                .submit(new Entry.RegistryEdit(nothing -> SampleSchool.registry(), null))
                .await(20, TimeUnit.SECONDS);
        school.key =
                school.app.sources().create("affairs", "学生处", 40, false, null).await(20, TimeUnit.SECONDS);
        return school;
    }

    void launch() throws TimeoutException {
        Config config =
                Config.load(Map.of("ZHENMAI_HOME", home.path().toString(), "ZHENMAI_PORT", Integer.toString(port)));
        app = App.start(config, clock, InstantSource.system()).await(START_SECONDS, TimeUnit.SECONDS);
        port = app.port();
    }

    /** Ends the service; {@link #launch} starts it again on the same data and port. */
    void stop() {
        app.close();
        app = null;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long count(String sql) throws SQLException {
        return app.database().inTransaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** A new account; answers its password. */
    String account(String account, String name, String teacher, Role... roles) throws TimeoutException {
        return app.accounts()
                .create(new Identity(account, name, teacher, Set.of(roles)))
                .await(20, TimeUnit.SECONDS);
    }

    String wallToken() throws TimeoutException {
        return app.accounts().createWallDevice("hall").await(20, TimeUnit.SECONDS);
    }

    void setClock(String time) {
        clock.set(instant(time));
    }

    /**
     * The roll of one class in one session of maths on that day: all present but these. The first class had its other lesson of the day
     * with everybody there.
     */
    void callRoll(String day, String classId, String... absent) {
        String session = "M1." + day.replace("-", "") + ".3";
        String at = day + "T10:10:00+08:00";
        Stream<String> rows = Stream.of(absent).map(student -> attendance(student, session, "ABSENT", at));
        String roll = roll(session, classId, at);
        if (classId.equals(SampleSchool.FIRST_CLASS) && !day.equals(TODAY)) {
            post(roll.replace(session, "D1." + day.replace("-", "") + ".5"));
        }
        post(Stream.concat(rows, Stream.of(roll)).collect(Collectors.joining(",", "[", "]")));
    }

    /** The rolls of the other colleges on that Monday: six, seven, … students of each first class absent, five of each second ill. */
    void callOtherRolls(String day) {
        String at = day + "T10:10:00+08:00";
        for (int k = 2; k <= 5; k++) {
            String session = "X" + k + "." + day.replace("-", "") + ".3";
            List<String> rows = new ArrayList<>();
            for (int n = 1; n <= 4 + k; n++) {
                rows.add(attendance(SampleSchool.student(10 * k + 1, n), session, "ABSENT", at));
            }
            for (int n = 1; n <= 5; n++) {
                rows.add(attendance(SampleSchool.student(10 * k + 2, n), session, "SICK", at));
            }
            rows.add(roll(session, SampleSchool.otherClass(k, 1), at));
            rows.add(roll(session, SampleSchool.otherClass(k, 2), at));
            post("[" + String.join(",", rows) + "]");
        }
    }

    private static String attendance(String student, String session, String status, String at) {
        return """
                {"type":"attendance","student":"%s","session":"%s","status":"%s","recordedAt":"%s"}""".formatted(student, session, status, at);
    }

    private static String roll(String session, String classId, String at) {
        return """
                {"type":"roll-call","session":"%s","class":"%s","mode":"exceptions","recordedAt":"%s"}""".formatted(session, classId, at);
    }

    /** Recorded a second after what was recorded last: the same source can't say two things at once. */
    void leaveSlip(String student, String state, String from, String to) {
        clock.advance(Duration.ofSeconds(1));
        post("""
                [{"type":"leave-slip","student":"%s","slip":"L-%s","kind":"SICK","from":"%s","to":"%s","state":"%s","recordedAt":"%s"}]""".formatted(student, student, from, to, state, clock.instant()));
    }

    void post(String observations) {
        HttpResponse<String> answer = send(observations);
        assertThat(List.of(200, 201)).as(answer.body()).contains(answer.statusCode());
        assertThat(answer.body()).contains("\"errors\":[]");
    }

    /** Observations of which every one is set aside or refused. */
    void postRefused(String observations) {
        HttpResponse<String> answer = send(observations);
        assertThat(answer.body()).contains("\"stored\":0", "\"corrected\":0", "\"duplicate\":0");
    }

    private HttpResponse<String> send(String observations) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1/observations"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(observations))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (app != null) {
            app.close();
        }
        home.close();
    }

    private static Instant instant(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
