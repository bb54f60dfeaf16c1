package cn.zhenmai.intake;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.zhenmai.store.JournalFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Senders whose machine goes away while their body is under way. */
class CutOffTest {

    private static final int SENDERS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Reception.class);
    private final JournalFixture it = new JournalFixture();
    private HttpServer server;
    private String key;

    @BeforeEach
    void start() {
        it.school(JournalFixture.school().registry());
        SourceStore sources = new SourceStore(it.database, it.clock);
        key = sources.create("reader", "读卡器", 10, false, null).await();
        Router router = Router.router(it.vertx);
        new ObservationRoutes(
                        it.journal,
                        it.database,
                        sources,
                        new BallotStore(it.database),
                        it.clock,
                        it.clock,
                        new SourceMetrics(meters))
                .mount(router);
        server = it.vertx
                .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void stop() {
        log.detachAppender(logged);
        server.close().await();
        it.close();
    }

    @Test
    void a_sender_cut_off_in_mid_body_is_counted_and_is_no_error_of_the_service() throws IOException {
        for (int sender = 0; sender < SENDERS; sender++) {
            try (Socket socket = begin("Expect: 100-continue\r\n")) {
                assertThat(line(socket)).isEqualTo("HTTP/1.1 100 Continue");
                socket.getOutputStream().write("[{\"type\":".getBytes(StandardCharsets.US_ASCII));
                reset(socket);
            }
        }
        awaitRefused(SENDERS);
        assertThat(logged.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.ERROR, Level.WARN);
        assertThat(heldBytes()).isZero();
    }

    @Test
    void a_sender_cut_off_while_its_key_is_looked_up_holds_nothing_back() throws Exception {
        try (Connection connection = it.database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE source IN ACCESS EXCLUSIVE MODE");
            for (int sender = 0; sender < SENDERS; sender++) {
                try (Socket socket = begin("")) {
                    socket.getOutputStream().write("[{\"type\":".getBytes(StandardCharsets.US_ASCII));
                    if (sender % 2 == 0) {
                        reset(socket);
                    }
                }
            }
            connection.rollback();
        }
        awaitRefused(SENDERS);
        assertThat(heldBytes()).isZero();
    }

    @Test
    void a_sender_of_too_much_that_sends_it_all_still_hears_why() throws IOException {
        try (Socket socket = begin("", 3 << 20)) {
            socket.getOutputStream().write(new byte[3 << 20]);
            assertThat(line(socket)).startsWith("HTTP/1.1 413");
        }
    }

    private Socket begin(String header) throws IOException {
        return begin(header, 4_000);
    }

    private Socket begin(String header, int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.getOutputStream()
                .write(("POST /api/v1/observations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n" + header
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
    }

    private static String line(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\r' && read >= 0; read = in.read()) {
            line.append((char) read);
        }
        return line.toString();
    }

    private void awaitRefused(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (meters.find("zhenmai.source.refused").tag("status", "400").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum()
                < count) {
            assertThat(System.nanoTime()).as("until they are counted").isLessThan(deadline);
            Thread.yield();
        }
    }

    private double heldBytes() {
        return meters.get("zhenmai.intake.held.bytes").gauge().value();
    }
}
