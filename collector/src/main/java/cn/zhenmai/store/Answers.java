package cn.zhenmai.store;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the entries of one transaction are told after its commit. Those that came from one Vert.x context are told there in one go: to be
 * called once for each costs an event loop about as much as an answer.
 */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    /** So that an event loop sees to its sockets in between. */
    private static final int AT_ONCE = 64;

    private record Answer(Waiting to, Receipt receipt) {}

    private final Map<Context, List<Answer>> answers = new IdentityHashMap<>();

    void add(Waiting to, Receipt receipt) {
        List<Answer> of = answers.computeIfAbsent(to.context(), none -> new ArrayList<>());
        of.add(new Answer(to, receipt));
    }

    void send() {
        answers.forEach((context, all) -> {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<Answer> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                if (context == null) {
                    tell(some);
                } else {
                    context.runOnContext(nothing -> tell(some));
                }
            }
        });
    }

    private static void tell(List<Answer> some) {
        for (Answer one : some) {
            try {
                one.to.promise().complete(one.receipt);
            } catch (RuntimeException bug) {
                LOG.error("an answer could not be given", bug);
            }
        }
    }
}
