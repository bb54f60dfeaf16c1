package cn.zhenmai.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhenmai.rule.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTextsTest {

    private final MailTexts texts = new MailTexts("https://zm.example", "示例职业学院");

    private static Letter letter(Letter.Template template, String place) {
        return new Letter(
                template,
                "A1-0",
                template == Letter.Template.NO_ROLL_CALL ? "M 1/甲.20261012.1" : null,
                place,
                LocalDate.parse("2026-10-12"),
                null,
                "软件2501班",
                Level.YELLOW,
                Level.RED,
                "到课率 70%",
                "到课率 70%",
                "28 ÷ 40 = 70%",
                40,
                null);
    }

    @Test
    void every_template_renders_with_what_may_be_missing() {
        for (Letter.Template template : Letter.Template.values()) {
            MailTexts.Rendered rendered = texts.render(letter(template, "高等数学"));
            // What sums up several days names how many corrections there are instead of a day.
            String about = template == Letter.Template.SUMMARY ? "处变化" : "10月12日 周一";
            assertThat(rendered.subject()).contains(about);
            assertThat(rendered.text()).startsWith("老师您好").contains("示例职业学院").doesNotContain("null");
            assertThat(rendered.html())
                    .contains("<html lang=\"zh-CN\">")
                    .contains("示例职业学院")
                    .doesNotContain("null");
        }
    }

    @Test
    void names_from_the_registry_cannot_put_markup_or_headers_into_a_mail() {
        MailTexts.Rendered rendered = texts.render(letter(Letter.Template.SESSION, "<b>C</b>&\r\nBcc: x@y"));
        assertThat(rendered.html()).contains("&lt;b&gt;C&lt;/b&gt;&amp;").doesNotContain("<b>");
        assertThat(rendered.subject()).doesNotContain("\n").doesNotContain("\r");
    }

    @Test
    void a_session_in_a_link_is_one_path_segment() {
        assertThat(texts.render(letter(Letter.Template.NO_ROLL_CALL, "高等数学")).text())
                .contains("https://zm.example/roll/M%201%2F%E7%94%B2.20261012.1?answer=MOVED");
    }

    @Test
    void a_display_name_is_written_in_encoded_words_of_lawful_length() {
        String header =
                MailAddress.parse("示例职业技术学院质量管理办公室诊脉预警系统 <zm@school.example>").header();
        assertThat(header).endsWith(" <zm@school.example>").isASCII();
        for (String word : header.split(" ")) {
            assertThat(word.length()).isLessThanOrEqualTo(75);
        }
        assertThat(MailAddress.parse("zm@school.example").header()).isEqualTo("zm@school.example");
        assertThatThrownBy(() -> MailAddress.parse("诊脉")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_password_of_the_mail_server_comes_from_a_file_alone(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("smtp"), "秘密\n");
        SmtpSettings settings = SmtpSettings.parse("smtps://zhenmai@mail.school.example", secret);
        assertThat(settings).isEqualTo(new SmtpSettings("mail.school.example", 465, true, "zhenmai", "秘密"));
        assertThat(settings.toString()).doesNotContain("秘密");
        assertThat(SmtpSettings.parse("smtp://mail.school.example:2525", null).port())
                .isEqualTo(2525);
        for (String wrong :
                new String[] {"mail.school.example", "http://x", "smtp://a:b@host", "smtp://a@host", "smtp:"}) {
            assertThatThrownBy(() -> SmtpSettings.parse(wrong, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(":b@");
        }
    }
}
