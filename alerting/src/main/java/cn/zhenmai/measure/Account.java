package cn.zhenmai.measure;

import java.util.List;

/** How a value came about: its observations, and one line a person can check, in Chinese and English. */
public record Account(List<Item> items, String arithmetic, String arithmeticEn) {

    public Account {
        items = FactItems.kept(items);
    }

    /** The items for others to read while the engine goes on. */
    public List<Item> handedOut() {
        return FactItems.handedOut(items);
    }

    public static final Account NOTHING = new Account(List.of(), "–", "–");

    /** For whoever keeps it. */
    public Account kept(TextPool pool) {
        if (items instanceof FactItems facts) {
            facts.share(pool);
        }
        return new Account(items, pool.of(arithmetic), pool.of(arithmeticEn));
    }
}
