package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends a byte now and then is never idle, and is cut off all the same; who answers in time is left alone. */
@Timeout(60)
class SlowClientsTest {

    private static final Duration MOST = Duration.ofMillis(500);

    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        server = new SlowClients(vertx, MOST)
                .watch(
                        vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false)),
                        SlowClientsTest::answer)
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private static void answer(HttpServerRequest request) {
        request.body()
                .onSuccess(body ->
                        request.response().end(Integer.toString(body.length())).onFailure(gone -> {}));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        // Between two bytes of the client: it is never quiet for as long as the deadline.
        socket.setSoTimeout((int) MOST.toMillis() / 10);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Drips until the service ends it; the test's own time-out says where it doesn't. */
    private static void isCutOff(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        boolean isOpen = true;
        while (isOpen) {
            try {
                say(socket, "x");
                isOpen = in.read() >= 0;
            } catch (SocketTimeoutException quiet) {
                isOpen = true;
            } catch (SocketException cut) {
                isOpen = false;
            }
        }
    }

    @Test
    void a_head_that_drips_in_is_cut_off() throws IOException {
        try (Socket socket = connect()) {
            say(socket, "POST / HTTP/1.1\r\nHost: x\r\nX: ");
            isCutOff(socket);
        }
    }

    @Test
    void a_body_that_drips_in_is_cut_off() throws IOException {
        try (Socket socket = connect()) {
            say(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
            isCutOff(socket);
        }
    }

    @Test
    void one_that_says_nothing_at_all_is_cut_off_too() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(0);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_request_after_a_request_that_was_whole_is_answered_however_long_ago_the_first_was() throws Exception {
        try (Socket socket = connect()) {
            socket.setSoTimeout(0);
            say(socket, request("first"));
            assertThat(readUntil(socket, "5")).contains("200 OK");
            // Between two requests nothing is awaited: a page's connection may rest.
            CountDownLatch rested = new CountDownLatch(1);
            vertx.setTimer(MOST.multipliedBy(3).toMillis(), over -> rested.countDown());
            rested.await();
            say(socket, request("second"));
            assertThat(readUntil(socket, "6")).contains("200 OK");
        }
    }

    private static String request(String body) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String readUntil(Socket socket, String body) throws IOException {
        StringBuilder said = new StringBuilder();
        while (!said.toString().endsWith("\r\n\r\n" + body)) {
            int next = socket.getInputStream().read();
            assertThat(next).as("ended after: " + said).isNotNegative();
            said.append((char) next);
        }
        return said.toString();
    }
}
