package cn.zhenmai;

import cn.zhenmai.notify.MailAddress;
import cn.zhenmai.notify.SmtpSettings;
import cn.zhenmai.notify.WebhookTarget;
import cn.zhenmai.store.DiskGuard;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.backup.BackupKey;
import cn.zhenmai.store.history.Retention;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an installation sets, checked. The names, units and defaults are in {@link Setting}.
 *
 * @param jdbc empty = the embedded server
 * @param publicUrl empty = http://localhost and the port that is listened on
 * @param backupKey empty = backups are not encrypted
 * @param smtp empty = no mail is sent
 * @param webhooks other systems that are told
 * @param rules empty = the built-in standard rules
 */
public record Config(
        Path home,
        String bind,
        int port,
        Optional<String> publicUrl,
        String schoolName,
        Optional<JdbcSettings> jdbc,
        Optional<JdbcSettings> owner,
        int poolSize,
        Retention retention,
        DiskGuard.Limits diskLimits,
        Optional<BackupKey> backupKey,
        Optional<SmtpSettings> smtp,
        Optional<MailAddress> mailFrom,
        List<WebhookTarget> webhooks,
        Optional<Path> rules) {

    /** Throws {@link ConfigException} on the first value that is missing or wrong. */
    public static Config load(Map<String, String> environment) {
        Settings settings = Settings.read(environment);
        Optional<SmtpSettings> smtp = smtp(settings);
        if (smtp.isPresent() && settings.text(Setting.MAIL_FROM).isEmpty()) {
            throw settings.missing(Setting.MAIL_FROM, Setting.SMTP_URL);
        }
        log(settings);
        return new Config(
                settings.text(Setting.HOME)
                        .map(Path::of)
                        .orElseGet(Config::standardHome)
                        .toAbsolutePath()
                        .normalize(),
                settings.text(Setting.BIND).orElse("127.0.0.1"),
                settings.number(Setting.PORT, 8080, 0, 65_535),
                publicUrl(settings),
                settings.text(Setting.SCHOOL_NAME).orElse("诊脉"),
                jdbc(settings),
                owner(settings),
                settings.number(Setting.POOL_SIZE, 8, 1, 40),
                settings.text(Setting.RETENTION)
                        .map(text -> parsed(Setting.RETENTION, text, Retention::parse))
                        .orElse(Retention.FOR_EVER),
                diskLimits(settings),
                settings.file(Setting.BACKUP_KEY_FILE)
                        .map(file -> parsed(Setting.BACKUP_KEY_FILE, file.toString(), BackupKey::read)),
                smtp,
                settings.text(Setting.MAIL_FROM).map(text -> parsed(Setting.MAIL_FROM, text, MailAddress::parse)),
                settings.file(Setting.WEBHOOKS)
                        .map(file -> parsed(Setting.WEBHOOKS, file.toString(), text -> WebhookTarget.read(file)))
                        .orElse(List.of()),
                settings.file(Setting.RULES));
    }

    /** Where people reach the pages, without a slash at the end. */
    String address() {
        return publicUrl.orElse("http://localhost:" + port);
    }

    /** Root's own home cannot be entered by the unprivileged user as whom the embedded server then runs. */
    private static Path standardHome() {
        return "root".equals(System.getProperty("user.name"))
                ? Path.of("/var/lib/zhenmai")
                : Path.of(System.getProperty("user.home"), ".zhenmai");
    }

    private static DiskGuard.Limits diskLimits(Settings settings) {
        DiskGuard.Limits standard = DiskGuard.Limits.STANDARD;
        int leastMegabytes = settings.number(Setting.DISK_FREE_MB, (int) (standard.leastBytes() >> 20), 1, 1 << 20);
        int leastPercent = settings.number(Setting.DISK_FREE_PERCENT, standard.leastPercent(), 0, 90);
        return new DiskGuard.Limits((long) leastMegabytes << 20, leastPercent, standard.ballastBytes());
    }

    private static Optional<String> publicUrl(Settings settings) {
        Optional<String> text = settings.text(Setting.PUBLIC_URL);
        text.ifPresent(url -> {
            try {
                URI uri = new URI(url);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return;
                }
            } catch (URISyntaxException e) {
                // said below
            }
            throw new ConfigException(Setting.PUBLIC_URL, "应为 http(s)://主机／must be http(s)://host: " + url);
        });
        return text.map(url -> url.replaceFirst("/+$", ""));
    }

    private static Optional<JdbcSettings> jdbc(Settings settings) {
        Optional<String> url = settings.text(Setting.JDBC_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            throw new ConfigException(Setting.JDBC_URL, "应以 jdbc:postgresql: 开头／must begin with jdbc:postgresql:");
        }
        if (url.get().contains("password=")) {
            throw new ConfigException(Setting.JDBC_URL, "密码须在文件中／the password belongs in JDBC_PASSWORD_FILE");
        }
        return Optional.of(new JdbcSettings(
                url.get(),
                settings.required(Setting.JDBC_USER, Setting.JDBC_URL),
                settings.secret(Setting.JDBC_PASSWORD_FILE, Setting.JDBC_URL)));
    }

    private static Optional<JdbcSettings> owner(Settings settings) {
        return settings.text(Setting.JDBC_OWNER)
                .map(user -> new JdbcSettings(
                        settings.required(Setting.JDBC_URL, Setting.JDBC_OWNER),
                        user,
                        settings.secret(Setting.JDBC_OWNER_PASSWORD_FILE, Setting.JDBC_OWNER)));
    }

    private static Optional<SmtpSettings> smtp(Settings settings) {
        Path passwordFile = settings.file(Setting.SMTP_PASSWORD_FILE).orElse(null);
        return settings.text(Setting.SMTP_URL)
                .map(url -> parsed(Setting.SMTP_URL, url, text -> SmtpSettings.parse(text, passwordFile)));
    }

    private static <T> T parsed(Setting setting, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new ConfigException(setting, e.getMessage());
        }
    }

    /** Handed to logback.xml, which is read when the first class with a logger is loaded: after this. */
    private static void log(Settings settings) {
        String form = settings.text(Setting.LOG).orElse("text");
        if (!form.equals("text") && !form.equals("json")) {
            throw new ConfigException(Setting.LOG, "应为 text 或 json／must be text or json: " + form);
        }
        System.setProperty(Setting.LOG.environmentName(), form);
    }
}
