package cn.zhenmai;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the service with its process: SIGTERM and Ctrl-C drain, and within 20 s nothing is left. */
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    /** Milliseconds. Service managers kill after 20 s and more; by then we have ended ourselves. */
    private static final long PATIENCE = 18_000;

    private Ending() {}

    static void withTheProcess(App app) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> inTime(app), "end"));
    }

    private static void inTime(App app) {
        LOG.info("ending");
        Thread closing = new Thread(app::close, "close");
        closing.start();
        try {
            closing.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            // Facts were acknowledged after their commit, so nothing acknowledged is lost; the database ends with this
            // process.
            LOG.error("not ended after {} ms, given up", PATIENCE);
            Runtime.getRuntime().halt(1);
        }
        LOG.info("ended");
    }
}
