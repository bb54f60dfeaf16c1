package cn.zhenmai;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed backwards; one that fails does not keep the others open. */
final class Closers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

    private record Closer(String what, AutoCloseable resource) {}

    private final Deque<Closer> open = new ArrayDeque<>();

    @CanIgnoreReturnValue
    synchronized <T extends AutoCloseable> T add(T resource) {
        push(resource.getClass().getSimpleName(), resource);
        return resource;
    }

    synchronized void push(String what, AutoCloseable resource) {
        open.push(new Closer(what, resource));
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            Closer last = open.pop();
            try {
                last.resource.close();
                LOG.debug("closed {}", last.what);
            } catch (Exception e) {
                LOG.error("{} could not be closed", last.what, e);
            }
        }
    }
}
