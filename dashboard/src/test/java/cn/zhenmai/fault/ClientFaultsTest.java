package cn.zhenmai.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.App;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients do wrong, by mistake or on purpose: nothing of it is stored, nobody else notices, no answer is a 500. */
class ClientFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEGABYTE = 1 << 20;

    private static TestHome home;
    private static App app;
    private static String key;
    private static List<Row> rows;
    private static int used;

    @BeforeAll
    static void start() throws Exception {
        home = TestHome.create();
        app = FaultSchool.start(Map.of("ZHENMAI_HOME", home.path().toString(), "ZHENMAI_PORT", "0"));
        key = FaultSchool.settleIn(app);
        rows = FaultSchool.rows(1);
    }

    @AfterAll
    static void stop() {
        app.close();
        home.close();
    }

    @Test
    void a_client_cut_in_mid_body_stores_nothing() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int client = 0; client < Effort.of(20, 500); client++) {
            Row row = nextRow();
            keys.add(row.key());
            byte[] body = row.json().getBytes(StandardCharsets.UTF_8);
            try (Socket socket = connect()) {
                socket.getOutputStream().write(head("application/json", body.length));
                socket.getOutputStream().write(body, 0, body.length - 1);
                // Closed with a reset, as when the machine goes away.
                socket.setSoLinger(true, 0);
            }
        }
        takesMore();
        assertThat(stored()).doesNotContainAnyElementsOf(keys);
    }

    @Test
    void slow_clients_hold_up_nobody_and_are_cut_off() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int client = 0; client < Effort.of(200, 2_000); client++) {
                Socket socket = connect();
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /api/v1/observations HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            takesMore();
            if (Effort.IS_FULL) {
                areCutOff(slow);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Each goes on to send a byte every few seconds, so that it is never idle; the service ends it all the same. */
    private static void areCutOff(List<Socket> slow) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.multipliedBy(3).toNanos();
        for (Socket socket : slow) {
            socket.setSoTimeout(5_000);
            boolean isOpen = true;
            while (isOpen) {
                assertThat(System.nanoTime()).as("still open").isLessThan(deadline);
                isOpen = isStillOpen(socket);
            }
        }
    }

    private static boolean isStillOpen(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException quiet) {
            return true;
        } catch (SocketException cut) {
            return false;
        }
    }

    @Test
    void a_body_of_100_megabytes_is_refused_before_it_is_read() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("application/json", 100 * MEGABYTE));
            long sent = 0;
            try {
                for (byte[] piece = new byte[MEGABYTE]; sent < 100L * MEGABYTE; sent += piece.length) {
                    out.write(piece);
                }
            } catch (SocketException cut) {
                // as it should be
            }
            assertThat(sent).as("bytes sent before it was cut off").isLessThan(50L * MEGABYTE);
        }
        takesMore();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    malformed       | application/json     | {"type":"attendance",,}
                    truncated       | application/json     | {"type":"attendance","student":"F0
                    no JSON         | application/json     | hello
                    empty           | application/json     | ~~
                    two values      | application/json     | {} {}
                    a number        | application/json     | 7
                    truncated line  | application/x-ndjson | {"type":"attendance"
                    control char    | application/x-ndjson | {"type":"\u0001"}
                    """)
    void malformed_json_is_refused_with_400(String told, String type, String body) throws Exception {
        assertThat(post(type, body.getBytes(StandardCharsets.UTF_8))).as(told).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"[,]", "'{\"a\":','}'"})
    void deeply_nested_json_is_refused_with_400(String open, String close) throws Exception {
        String body = open.repeat(50_000) + "1" + close.repeat(50_000);
        assertThat(post("application/json", body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(400);
        takesMore();
    }

    @Test
    void text_that_is_no_utf_8_is_refused_with_400() throws Exception {
        String name = nextRow().json().replace("}", ",\"recorder\":\"王老师\"}");
        assertThat(post("application/json", name.getBytes(Charset.forName("GB18030"))))
                .isEqualTo(400);
        byte[] broken = nextRow().json().getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 3] = (byte) 0xC3;
        assertThat(post("application/json", broken)).isEqualTo(400);
        assertThat(post("application/x-ndjson", broken)).isEqualTo(400);
        takesMore();
    }

    /** The service is well: what is sent now is acknowledged and stored. */
    private static void takesMore() throws Exception {
        Row row = nextRow();
        assertThat(post("application/json", row.json().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(200);
        assertThat(stored()).contains(row.key());
    }

    private static synchronized Row nextRow() {
        return rows.get(used++);
    }

    private static List<String> stored() throws SQLException {
        return app.database().inTransaction(c -> {
            List<String> keys = new ArrayList<>();
            for (String row : AckLedger.rows(c)) {
                String[] fields = row.split(" ");
                keys.add(fields[0] + " " + fields[1]);
            }
            return keys;
        });
    }

    /** The status of the answer; the connection is closed after it. */
    private static int post(String type, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(head(type, body.length));
            socket.getOutputStream().write(body);
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
        }
    }

    private static byte[] head(String type, int length) {
        return ("POST /api/v1/observations HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                        + key + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), app.port());
    }
}
