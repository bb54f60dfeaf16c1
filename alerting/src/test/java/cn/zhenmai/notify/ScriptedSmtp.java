package cn.zhenmai.notify;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;

/** An SMTP server on a real socket that answers RCPT as it is told: what no well-behaved test server does. */
final class ScriptedSmtp implements AutoCloseable {

    private final NetServer server;
    volatile String toRcpt = "250 2.1.5 ok";

    ScriptedSmtp(Vertx vertx) {
        server = vertx.createNetServer().connectHandler(this::converse);
        server.listen(0, "127.0.0.1").await();
    }

    int port() {
        return server.actualPort();
    }

    private void converse(NetSocket socket) {
        say(socket, "220 mx.school.example ESMTP");
        boolean[] inData = {false};
        RecordParser lines = RecordParser.newDelimited("\r\n", line -> {
            String text = line.toString();
            if (inData[0]) {
                if (text.equals(".")) {
                    inData[0] = false;
                    say(socket, "250 2.0.0 taken");
                }
                return;
            }
            String command = text.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT")) {
                say(socket, toRcpt);
            } else if (command.startsWith("DATA")) {
                inData[0] = true;
                say(socket, "354 go on");
            } else if (command.startsWith("QUIT")) {
                say(socket, "221 bye");
            } else {
                say(socket, "250 ok");
            }
        });
        socket.handler(lines);
    }

    private static void say(NetSocket socket, String line) {
        socket.write(line + "\r\n").onFailure(gone -> socket.close().onFailure(e -> {}));
    }

    @Override
    public void close() {
        server.close().await();
    }
}
