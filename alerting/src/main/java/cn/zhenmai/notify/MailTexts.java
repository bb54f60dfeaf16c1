package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders letters by the templates in {@code templates/mail}: a text part, whose first line is the subject, and an HTML part. */
public final class MailTexts {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日 E", Locale.CHINA);

    private final PebbleEngine html = engine(true);
    private final PebbleEngine text = engine(false);
    private final String publicUrl;
    private final String school;

    /** @param publicUrl where people reach the pages, without a slash at the end */
    public MailTexts(String publicUrl, String school) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        this.school = school;
    }

    record Rendered(String subject, String text, String html) {}

    Rendered render(Letter letter) {
        String name = letter.template().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Map<String, Object> values = values(letter);
        String plain = evaluate(text.getTemplate(name + ".txt.peb"), values);
        int lineEnd = plain.indexOf('\n');
        String subject = plain.substring(0, lineEnd).strip();
        values.put("subject", subject);
        return new Rendered(
                subject,
                plain.substring(lineEnd + 1).stripLeading(),
                evaluate(html.getTemplate(name + ".html.peb"), values));
    }

    private Map<String, Object> values(Letter letter) {
        Map<String, Object> values = new HashMap<>();
        values.put("letter", letter);
        values.put("school", school);
        values.put("day", day(letter.heldOn()));
        values.put("level", level(letter.level()));
        values.put("before", level(letter.before()));
        values.put("link", link(letter));
        values.put("ended", letter.endReason() != null);
        values.put("ending", ending(letter.endReason()));
        values.put("lines", letter.lines() == null ? List.of() : SummaryTexts.of(letter.lines()));
        values.put(
                "more",
                letter.lines() == null ? 0 : letter.count() - letter.lines().size());
        return values;
    }

    /** Every page asks for sign-in; nothing in the address tells a name. */
    private String link(Letter letter) {
        if (letter.template() == Letter.Template.NO_ROLL_CALL) {
            return publicUrl + "/roll/" + encoded(letter.session());
        }
        if (letter.template() == Letter.Template.SOURCE_SILENT) {
            return publicUrl + "/sources";
        }
        if (letter.template() == Letter.Template.SUMMARY) {
            return publicUrl + "/";
        }
        boolean forTeacher = letter.session() != null || letter.template() == Letter.Template.OFFERING;
        return publicUrl + (forTeacher ? "/teacher" : "/?alert=" + encoded(letter.alert()));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String day(LocalDate date) {
        return date == null ? "" : DAY.format(date);
    }

    static String level(Level level) {
        return level == null
                ? ""
                : switch (level) {
                    case BLUE -> "蓝色";
                    case YELLOW -> "黄色";
                    case ORANGE -> "橙色";
                    case RED -> "红色";
                };
    }

    private static String ending(String reason) {
        return reason == null
                ? ""
                : switch (reason) {
                    case "corrected" -> "数据已更正";
                    case "recovered" -> "指标已恢复";
                    case "session-cancelled" -> "该次课已取消";
                    case "rule-changed" -> "规则已调整";
                    case "term-ended" -> "学期已结束";
                    default -> "情况已变化";
                };
    }

    private static PebbleEngine engine(boolean escaping) {
        ClasspathLoader loader = new ClasspathLoader(MailTexts.class.getClassLoader());
        loader.setPrefix("templates/mail");
        return new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(escaping)
                .newLineTrimming(false)
                .strictVariables(true)
                .build();
    }

    private static String evaluate(PebbleTemplate template, Map<String, Object> values) {
        try {
            StringWriter out = new StringWriter();
            template.evaluate(out, values);
            return out.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
