package cn.zhenmai.intake.file;

import java.util.List;
import java.util.Locale;

/** One thing that a file may tell, and the headers by which it is known: English, Chinese, and what systems call it. */
public record Column(String name, String zh, List<String> aliases, boolean required) {

    static Column must(String name, String zh, String... aliases) {
        return new Column(name, zh, List.of(aliases), true);
    }

    static Column may(String name, String zh, String... aliases) {
        return new Column(name, zh, List.of(aliases), false);
    }

    boolean isNamed(String header) {
        String bare = bare(header);
        return bare(name).equals(bare)
                || bare(zh).equals(bare)
                || aliases.stream().anyMatch(alias -> bare(alias).equals(bare));
    }

    /** Without spaces, stars of required fields, colons and case. */
    private static String bare(String text) {
        return text.replaceAll("[\\s*＊:：]", "").toLowerCase(Locale.ROOT);
    }
}
