package cn.zhenmai;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that can be set, with unit and default: the one table that reading, {@code --help} and the README come from. */
enum Setting {
    HOME("folder", "~/.zhenmai; root: /var/lib/zhenmai", "数据目录／where the embedded database and its data live"),
    BIND("address", "127.0.0.1", "监听地址／address to listen on; 0.0.0.0 = all"),
    PORT("0…65535", "8080", "HTTP 端口／HTTP port; 0 = any free one, said in the log"),
    PUBLIC_URL("URL", "http://localhost:PORT", "用户访问的地址／where people reach the pages; https makes cookies Secure"),
    SCHOOL_NAME("text", "诊脉", "学校名称／name of the school on pages and in mails"),
    JDBC_URL("jdbc:postgresql:…", null, "外部数据库／a PostgreSQL (15 and up) of your own instead of the embedded one"),
    JDBC_USER("text", null, "数据库用户／its user; needed with JDBC_URL"),
    JDBC_PASSWORD_FILE("file", null, "数据库密码文件／file with its password; needed with JDBC_URL"),
    JDBC_OWNER("text", null, "建表用户／a user that owns the tables, so that JDBC_USER needs no right to make any"),
    JDBC_OWNER_PASSWORD_FILE("file", null, "建表用户密码文件／file with its password; needed with JDBC_OWNER"),
    POOL_SIZE("1…40", "8", "数据库工作线程数／database workers; six more connections are kept for the service itself"),
    RETENTION(
            "table=days,…",
            "for ever",
            "保留天数／days to keep: attendance, attendance_history (each 400 at least), receipt (30), outbox (90),"
                    + " audit (183)"),
    DISK_FREE_MB(
            "1…1048576",
            "1024",
            "内置数据库所在磁盘的最小剩余空间（MB）／free space below the embedded database, below which writes answer 507"),
    DISK_FREE_PERCENT("0…90", "10", "同上，占磁盘的百分比／the same as a share of the disk; whichever is reached first"),
    BACKUP_KEY_FILE("file", null, "备份密钥文件／file with 64 hexadecimal digits; backups are then encrypted (AES-256-GCM)"),
    SMTP_URL("smtp[s]://[user@]host[:port]", null, "发信服务器／mail server; without it warnings stay in the outbox"),
    SMTP_PASSWORD_FILE("file", null, "发信密码文件／file with its password; needed when the URL names a user"),
    MAIL_FROM("name <address>", null, "发件人／sender of mails; needed with SMTP_URL"),
    WEBHOOKS("file", null, "Webhook 目标列表（YAML）／list of other systems that are told of alerts"),
    RULES("file", "built-in standard rules", "规则文件（YAML）／rule file"),
    LOG("text | json", "text", "日志格式／form of the log on standard output"),
    CONFIG("file", null, "YAML 配置文件／file with these settings (jdbc-url: …); the environment goes before it");

    private static final String PREFIX = "ZHENMAI_";

    private final String unit;
    private final String standard;
    private final String meaning;

    Setting(String unit, String standard, String meaning) {
        this.unit = unit;
        this.standard = standard;
        this.meaning = meaning;
    }

    String environmentName() {
        return PREFIX + name();
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Setting> ofFileName(String name) {
        return Arrays.stream(values()).filter(s -> s.fileName().equals(name)).findFirst();
    }

    /** As aligned text for the terminal. */
    static String help() {
        return Arrays.stream(values())
                .map(s -> "  %-28s %s%n  %-28s %s%n"
                        .formatted(
                                s.environmentName(),
                                s.meaning,
                                "",
                                s.unit + (s.standard == null ? "" : "; default " + s.standard)))
                .collect(Collectors.joining());
    }

    /** As a Markdown table for the README. */
    static String markdown() {
        return "| environment | unit | default | meaning |%n|---|---|---|---|%n".formatted()
                + Arrays.stream(values())
                        .map(s -> "| `%s` | %s | %s | %s |%n"
                                .formatted(
                                        s.environmentName(),
                                        s.unit.replace("|", "\\|"),
                                        s.standard == null ? "" : s.standard,
                                        s.meaning))
                        .collect(Collectors.joining());
    }
}
