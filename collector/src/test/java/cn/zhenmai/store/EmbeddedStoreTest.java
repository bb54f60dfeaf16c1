package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedStoreTest implements StoreContract {

    private static StoreRun reference;

    /** Shared by the tests on other servers. */
    static synchronized StoreRun reference() {
        if (reference == null) {
            reference = new StoreRun(TestDatabase.empty()).run();
        }
        return reference;
    }

    @Override
    public StoreRun run() {
        return reference();
    }

    @Test
    void its_dialect_is_plain_and_nothing_is_packed() {
        assertThat(run().line).startsWith("PostgreSQL ").contains("by month");
        assertThat(run().packed).isZero();
    }
}
