package cn.zhenmai.http;

import java.util.Map;

/**
 * One page: the template {@code webroot/page.html} with a component of its own.
 *
 * @param name of its module in {@code app/page} and of its element
 * @param title until the page sets its own in the reader's language
 */
record Page(String path, String name, String title, boolean isDark) {

    static final String TEMPLATE = "webroot/page.html";

    Page(String path, String name, String title) {
        this(path, name, title, false);
    }

    /** The texts are ours alone: nothing of them has to be escaped. */
    String of(String template) {
        String page = template;
        for (Map.Entry<String, String> each : Map.of(
                        "name",
                        name,
                        "title",
                        title,
                        "scheme",
                        isDark ? "dark" : "light",
                        "style",
                        isDark ? "wall" : "base")
                .entrySet()) {
            page = page.replace("{" + each.getKey() + "}", each.getValue());
        }
        return page;
    }
}
