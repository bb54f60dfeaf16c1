package cn.zhenmai;

import java.io.PrintWriter;

/** A bar that fills on one line of the terminal. */
final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final long started = System.nanoTime();
    private int shown = -1;

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    /** @param share of 1 */
    void show(double share) {
        int percent = (int) (share * 100);
        if (percent != shown) {
            shown = percent;
            int filled = percent * WIDTH / 100;
            out.print("\r[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + percent + " %");
            out.flush();
        }
    }

    void end(long changes) {
        double seconds = (System.nanoTime() - started) / 1e9;
        out.printf("%n%,d 条事实／facts, %.1f s%n", changes, seconds);
        out.flush();
    }
}
