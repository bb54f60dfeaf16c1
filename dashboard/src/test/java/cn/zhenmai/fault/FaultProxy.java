package cn.zhenmai.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A TCP proxy on loopback that can refuse, cut, hold up and swallow what passes between a client and its server. */
final class FaultProxy implements AutoCloseable {

    /** PostgreSQL's answer to a commit. */
    private static final String COMMITTED = "COMMIT\0";

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();

    private volatile int target;
    private volatile boolean isRefusing;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean losesCommitAnswer;
    private final AtomicInteger lost = new AtomicInteger();

    /** A client's connection and the one to the server that belongs to it. */
    private static final class Pair {
        private final Socket client;
        private final Socket server;
        private volatile boolean isHung;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }
    }

    FaultProxy(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread("proxy", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** New connections go there. */
    void target(int port) {
        target = port;
    }

    /** Ends every connection now; new ones are taken. */
    void cut() {
        open.forEach(FaultProxy::close);
    }

    /**
     * Nothing comes through on any connection that is open now, and no client is told; the server learns by itself that they are gone.
     * New ones are taken.
     */
    void hang() {
        for (Pair pair : pairs) {
            pair.isHung = true;
            close(pair.server);
        }
    }

    /** Ends every connection and takes no new ones until {@link #mend()}. */
    void refuse() {
        isRefusing = true;
        cut();
    }

    void mend() {
        isRefusing = false;
        delay = Duration.ZERO;
    }

    /** Each piece of an answer is held up for so long. */
    void delayAnswers(Duration by) {
        delay = by;
    }

    /** The next commit is carried out by the server, and its answer is lost with the connection. */
    void loseNextCommitAnswer() {
        losesCommitAnswer = true;
    }

    /** Commits whose answer was lost. */
    int lostAnswers() {
        return lost.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (isRefusing) {
                    close(client);
                    continue;
                }
                connect(client);
            } catch (IOException ended) {
                // by close, or the server is away: the client sees its connection end
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            Pair pair = new Pair(client, server);
            pairs.add(pair);
            thread("proxy-requests", () -> pump(pair, false));
            thread("proxy-answers", () -> pump(pair, true));
        } catch (IOException away) {
            close(client);
            throw away;
        }
    }

    private void pump(Pair pair, boolean isAnswer) {
        Socket from = isAnswer ? pair.server : pair.client;
        Socket to = isAnswer ? pair.client : pair.server;
        byte[] piece = new byte[16 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (isAnswer && losesCommitAnswer && hasCommitted(piece, read)) {
                    losesCommitAnswer = false;
                    int now = lost.incrementAndGet();
                    assert now > 0;
                    break;
                }
                if (isAnswer && !delay.isZero()) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                if (!pair.isHung) {
                    out.write(piece, 0, read);
                }
            }
        } catch (IOException cut) {
            // the other side is told below
        } finally {
            // A client of a connection that hangs is left waiting, until it goes by itself.
            if (!(pair.isHung && isAnswer)) {
                close(from);
                close(to);
                open.remove(from);
                open.remove(to);
                pairs.remove(pair);
            }
        }
    }

    private static boolean hasCommitted(byte[] piece, int length) {
        return new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains(COMMITTED);
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // that is what is wanted
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
