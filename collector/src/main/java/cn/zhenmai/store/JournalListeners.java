package cn.zhenmai.store;

import cn.zhenmai.observation.Input;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of what the journal has committed. One that fails costs the others nothing. */
final class JournalListeners {

    private static final Logger LOG = LoggerFactory.getLogger(JournalListeners.class);

    private final List<Consumer<Input>> ofInputs = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Source, Receipt>> ofReceipts = new CopyOnWriteArrayList<>();

    void add(Consumer<Input> listener) {
        ofInputs.add(listener);
    }

    void add(BiConsumer<Source, Receipt> listener) {
        ofReceipts.add(listener);
    }

    void tell(Input input) {
        for (Consumer<Input> listener : ofInputs) {
            try {
                listener.accept(input);
            } catch (RuntimeException bug) {
                LOG.error("a listener failed at journal row {}", input.sequence(), bug);
            }
        }
    }

    void tell(Source source, Receipt receipt) {
        for (BiConsumer<Source, Receipt> listener : ofReceipts) {
            try {
                listener.accept(source, receipt);
            } catch (RuntimeException bug) {
                LOG.error("a listener failed at receipt {}", receipt.receipt(), bug);
            }
        }
    }
}
