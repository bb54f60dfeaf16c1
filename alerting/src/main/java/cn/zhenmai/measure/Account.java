package cn.zhenmai.measure;

import java.util.List;

/** How a value came about: its observations, and one line a person can check, in Chinese and English. */
public record Account(List<Item> items, String arithmetic, String arithmeticEn) {

    public Account {
        items = FactItems.kept(items);
    }

    public static final Account NOTHING = new Account(List.of(), "–", "–");
}
