package cn.zhenmai.demo;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real SMTP server on loopback that keeps the last mails and passes none on. Threads: any. */
final class MailCatcher implements AutoCloseable {

    static final int MOST_KEPT = 500;

    private static final Logger LOG = LoggerFactory.getLogger(MailCatcher.class);
    private static final String BOX = "caught@localhost";

    private final GreenMail server;
    private final InstantSource clock;
    private final Deque<CaughtMail> mails = new ArrayDeque<>();
    private int received;

    private MailCatcher(GreenMail server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    /** {@code port} 0 = any free one. {@code clock} is the school's, which the mails speak of. */
    static MailCatcher start(int port, InstantSource clock) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMail server = new GreenMail(setup);
        MailCatcher catcher = new MailCatcher(server, clock);
        server.start();
        UserManager users = server.getUserManager();
        users.setAuthRequired(false);
        GreenMailUser box = server.setUser(BOX, BOX, "");
        users.setMessageDeliveryHandler((mail, to) -> {
            catcher.caught(mail, to);
            return box;
        });
        return catcher;
    }

    private synchronized void caught(MovingMessage mail, MailAddress to) throws MessagingException, UserException {
        try {
            mails.addFirst(CaughtMail.read(++received, clock.instant(), to.getEmail(), mail.getMessage()));
            if (mails.size() > MOST_KEPT) {
                mails.removeLast();
            }
            // The server's own copies are of no use; they would grow without end.
            if (received % MOST_KEPT == 0) {
                server.purgeEmailFromAllMailboxes();
            }
        } catch (IOException | FolderException e) {
            LOG.warn("a mail could not be kept", e);
        }
    }

    String url() {
        return "smtp://127.0.0.1:" + server.getSmtp().getPort();
    }

    /** Newest first. */
    synchronized List<CaughtMail> mails() {
        return new ArrayList<>(mails);
    }

    synchronized int received() {
        return received;
    }

    Optional<CaughtMail> find(int number) {
        return mails().stream().filter(m -> m.number() == number).findFirst();
    }

    @Override
    public void close() {
        server.stop();
    }
}
