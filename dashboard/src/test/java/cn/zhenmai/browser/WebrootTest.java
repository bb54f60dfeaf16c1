package cn.zhenmai.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the front end's sources that need no browser. */
class WebrootTest {

    private static final Path WEBROOT = Path.of("target", "classes", "webroot");
    private static final Pattern KEY = Pattern.compile("^ {2}(?:'([^']+)'|(\\w+)):", Pattern.MULTILINE);
    private static final Pattern USED = Pattern.compile("\\bt\\(\\s*'([^']+)'");

    @Test
    void every_text_exists_in_both_languages() throws IOException {
        assertThat(keys("zh-CN")).isNotEmpty().isEqualTo(keys("en"));
    }

    @Test
    void every_text_that_is_used_exists() throws IOException {
        Set<String> known = keys("zh-CN");
        for (Path source : sources()) {
            Matcher used = USED.matcher(Files.readString(source));
            while (used.find()) {
                assertThat(known).as(source.toString()).contains(used.group(1));
            }
        }
    }

    @Test
    void data_never_become_markup_and_no_style_is_inline() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readString(source))
                    .as(source.toString())
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "unsafeHTML",
                            "eval(",
                            " style=\"",
                            " style=$");
        }
    }

    @Test
    void pages_have_one_template_with_an_import_map_and_no_other_inline_script() throws IOException {
        try (Stream<Path> files = Files.list(WEBROOT)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".html")))
                    .containsExactly("page.html");
        }
        List<String> inline = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL)
                .matcher(Files.readString(WEBROOT.resolve("page.html")))
                .results()
                .filter(script -> !script.group(2).isBlank())
                .map(script -> script.group(1).strip())
                .toList();
        assertThat(inline).containsExactly("type=\"importmap\"");
    }

    @Test
    void what_the_import_map_names_is_in_the_jar() throws IOException {
        String html = Files.readString(WEBROOT.resolve("page.html"));
        Matcher target = Pattern.compile("\": \"(/vendor/[^\"]+\\.js)\"").matcher(html);
        int found = 0;
        while (target.find()) {
            try (InputStream file = WebrootTest.class.getResourceAsStream("/webroot" + target.group(1))) {
                assertThat(file).as(target.group(1)).isNotNull();
            }
            found++;
        }
        assertThat(found).isGreaterThan(2);
    }

    private static Set<String> keys(String language) throws IOException {
        String text = Files.readString(WEBROOT.resolve("app/text/" + language + ".js"), StandardCharsets.UTF_8);
        return KEY.matcher(text)
                .results()
                .map(key -> key.group(1) != null ? key.group(1) : key.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(WEBROOT.resolve("app"))) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }
}
