package cn.zhenmai.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where mail is handed in: {@code smtp://host:25} or {@code smtps://user@host}. The password comes from a file, never from the URL.
 *
 * @param tls from the first byte; otherwise STARTTLS where the server offers it, and always before a password is said
 * @param user null = no sign-in
 */
public record SmtpSettings(String host, int port, boolean tls, String user, String password) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** {@code passwordFile} may be null where the URL names no user. Throws IllegalArgumentException with a text for people. */
    public static SmtpSettings parse(String url, Path passwordFile) {
        URI uri = uri(url);
        boolean tls = "smtps".equals(uri.getScheme());
        if ((!tls && !"smtp".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException("须为／must be smtp://host:port 或／or smtps://user@host: " + shown(uri));
        }
        String user = uri.getUserInfo();
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException("密码须在文件中／the password belongs in a file: " + shown(uri));
        }
        if (user != null && passwordFile == null) {
            throw new IllegalArgumentException("缺少密码文件／a password file is needed: " + shown(uri));
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 465 : 25;
        return new SmtpSettings(uri.getHost(), port, tls, user, user == null ? null : read(passwordFile));
    }

    /** A server on this machine is reached without a network in between. */
    boolean isLocal() {
        return LOOPBACK.contains(host);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException notAUrl) {
            throw new IllegalArgumentException("SMTP 地址无法解析／the SMTP URL cannot be read", notAUrl);
        }
    }

    private static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getHost();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("密码文件无法读取／the password file cannot be read: " + file, unreadable);
        }
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + (tls ? "smtps" : "smtp") + "://" + host + ":" + port + "]";
    }
}
