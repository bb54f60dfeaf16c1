package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigTest {

    @TempDir
    private Path folder;

    @Test
    void nothing_needs_to_be_set() {
        Config config = Config.load(Map.of());
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.bind()).isEqualTo("127.0.0.1");
        assertThat(config.home()).isAbsolute();
        assertThat(config.jdbc()).isEmpty();
        assertThat(config.smtp()).isEmpty();
    }

    @Test
    void the_environment_goes_before_the_file() throws IOException {
        Path file = write("zhenmai.yaml", "port: 9000\nschool-name: 示范学院\n");
        Config config = Config.load(Map.of("ZHENMAI_CONFIG", file.toString(), "ZHENMAI_PORT", "9001"));
        assertThat(config.port()).isEqualTo(9001);
        assertThat(config.schoolName()).isEqualTo("示范学院");
    }

    @Test
    void a_blank_value_counts_as_not_set() {
        assertThat(Config.load(Map.of("ZHENMAI_PORT", " ")).port()).isEqualTo(8080);
    }

    @Test
    void the_passwords_come_from_files_and_are_not_printed() throws IOException {
        Path secret = write("secret", "s3cret\n");
        Config config = Config.load(Map.of(
                "ZHENMAI_JDBC_URL",
                "jdbc:postgresql://db/zhenmai",
                "ZHENMAI_JDBC_USER",
                "service",
                "ZHENMAI_JDBC_PASSWORD_FILE",
                secret.toString()));
        assertThat(config.jdbc().orElseThrow().password()).isEqualTo("s3cret");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZHENMAI_PORT | 65536",
                "ZHENMAI_PORT | -1",
                "ZHENMAI_PORT | http",
                "ZHENMAI_PORT | 99999999999",
                "ZHENMAI_POOL_SIZE | 0",
                "ZHENMAI_PUBLIC_URL | zhenmai.example",
                "ZHENMAI_PUBLIC_URL | ftp://zhenmai.example",
                "ZHENMAI_JDBC_URL | mysql://db",
                "ZHENMAI_RULES | /no/such/file",
                "ZHENMAI_CONFIG | /no/such/file",
                "ZHENMAI_LOG | xml",
                "ZHENMAI_SMTP_URL | mail:25",
                "ZHENMAI_MAIL_FROM | nobody",
            })
    void a_wrong_value_is_named_in_one_line(String name, String value) {
        assertProblem(Map.of(name, value), name);
    }

    @ParameterizedTest
    @CsvSource({
        "ZHENMAI_JDBC_URL, jdbc:postgresql://db/zhenmai, ZHENMAI_JDBC_USER",
        "ZHENMAI_SMTP_URL, smtp://mail:25, ZHENMAI_MAIL_FROM"
    })
    void what_belongs_together_is_asked_for(String name, String value, String missing) {
        assertProblem(Map.of(name, value), missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prot: 80 | prot",
                "port: [80] | port",
                "just text | name: value",
                "port: 'a | zhenmai.yaml",
                "config: x | config"
            })
    void a_wrong_file_is_named_in_one_line(String content, String said) throws IOException {
        Path file = write("zhenmai.yaml", content);
        assertThatThrownBy(() -> Config.load(Map.of("ZHENMAI_CONFIG", file.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("ZHENMAI_CONFIG")
                .hasMessageContaining(said)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource
    void every_setting_is_in_the_help_and_in_the_readme_table(Setting setting) {
        assertThat(Setting.help()).contains(setting.environmentName());
        assertThat(Setting.markdown()).contains("`" + setting.environmentName() + "`");
    }

    private static void assertProblem(Map<String, String> environment, String named) {
        assertThatThrownBy(() -> Config.load(new HashMap<>(environment)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(named + ": ")
                .message()
                .doesNotContain("\n");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
