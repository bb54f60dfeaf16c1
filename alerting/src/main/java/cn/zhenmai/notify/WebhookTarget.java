package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Another system that is told of alerts. Only the operator's file names targets, so nobody can make the service call a place.
 *
 * @param secret signs every message
 * @param from lowest level that it hears of
 */
public record WebhookTarget(String name, URI url, byte[] secret, Level from) {

    /** Addresses of the outbox that begin so are targets by name. */
    static final String SCHEME = "webhook:";

    private static final int SHORTEST_SECRET = 16;

    private record Entry(String name, String url, String secretFile, String from) {}

    public WebhookTarget {
        secret = secret.clone();
    }

    String recipient() {
        return "webhook/" + name;
    }

    String address() {
        return SCHEME + name;
    }

    /** A YAML list of {@code name, url, secretFile, from}; throws IllegalArgumentException with the first problem. */
    public static List<WebhookTarget> read(Path file) {
        try {
            Entry[] entries = JsonMapper.builder(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(Files.readString(file), Entry[].class);
            List<WebhookTarget> targets = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (Entry entry : Arrays.asList(entries)) {
                WebhookTarget target = target(entry, file);
                if (!names.add(target.name())) {
                    throw problem(entry, "name", "重复／used twice");
                }
                targets.add(target);
            }
            return List.copyOf(targets);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(file + ": 不是可读的 YAML 列表／not a readable YAML list", unreadable);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("文件无法读取／cannot be read: " + file, unreadable);
        }
    }

    private static WebhookTarget target(Entry entry, Path file) throws IOException {
        if (entry == null || entry.name() == null || !entry.name().matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw problem(entry, "name", "应为小写字母、数字和 -／lower-case letters, digits and -");
        }
        URI url = url(entry);
        if (entry.secretFile() == null) {
            throw problem(entry, "secretFile", "必填／required");
        }
        Path secretFile = file.toAbsolutePath().resolveSibling(entry.secretFile());
        if (!Files.isReadable(secretFile)) {
            throw problem(entry, "secretFile", "文件无法读取／cannot be read");
        }
        byte[] secret = Files.readString(secretFile).strip().getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST_SECRET) {
            throw problem(entry, "secretFile", "至少 16 字节／at least 16 bytes");
        }
        try {
            return new WebhookTarget(
                    entry.name(), url, secret, entry.from() == null ? Level.BLUE : Level.valueOf(entry.from()));
        } catch (IllegalArgumentException unknown) {
            throw problem(entry, "from", "BLUE, YELLOW, ORANGE, RED");
        }
    }

    /** Encrypted, or on this machine. */
    private static URI url(Entry entry) {
        URI url;
        try {
            url = URI.create(entry.url() == null ? "" : entry.url());
        } catch (IllegalArgumentException notAUrl) {
            throw problem(entry, "url", "应为 https://…／must be https://…");
        }
        boolean isLocal = "localhost".equals(url.getHost()) || "127.0.0.1".equals(url.getHost());
        boolean isSafe = "https".equals(url.getScheme()) || "http".equals(url.getScheme()) && isLocal;
        if (url.getHost() == null || !isSafe || url.getUserInfo() != null) {
            throw problem(
                    entry,
                    "url",
                    "应为不含密码的 https://…（本机可用 http）／must be https://… without a password (http on this machine only)");
        }
        return url;
    }

    private static IllegalArgumentException problem(Entry entry, String field, String message) {
        return new IllegalArgumentException((entry == null ? "" : entry.name() + ".") + field + ": " + message);
    }
}
