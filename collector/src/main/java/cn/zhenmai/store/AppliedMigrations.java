package cn.zhenmai.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Whether a database holds the very migrations of this program, told by Flyway's own table without Flyway: to load that takes a second
 * of each start, and nearly every start finds nothing to migrate. Whatever is not plainly the same is left to Flyway to judge.
 */
final class AppliedMigrations {

    static final String FOLDER = "db/migration";

    private AppliedMigrations() {}

    static boolean areAll(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
                if (!row.next() || !row.getBoolean(1)) {
                    return false;
                }
            }
            Map<String, Integer> applied = new HashMap<>();
            String sql = "SELECT script, checksum, success AND checksum IS NOT NULL FROM flyway_schema_history";
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    if (!row.getBoolean(3) || applied.put(row.getString(1), row.getInt(2)) != null) {
                        return false;
                    }
                }
            }
            return applied.equals(shipped());
        }
    }

    /** Checksums by name of the script, both as Flyway keeps them. */
    private static Map<String, Integer> shipped() {
        ClassLoader loader = AppliedMigrations.class.getClassLoader();
        Map<String, Integer> checksums = new HashMap<>();
        try {
            for (URL folder : Collections.list(loader.getResources(FOLDER))) {
                for (String name : names(folder)) {
                    checksums.put(name, checksum(loader, FOLDER + "/" + name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checksums;
    }

    private static List<String> names(URL folder) throws IOException {
        URLConnection opened = folder.openConnection();
        if (opened instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER) && name.endsWith(".sql"))
                    .map(name -> name.substring(FOLDER.length() + 1))
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of the lines without their ends. */
    private static int checksum(ClassLoader loader, String resource) throws IOException {
        CRC32 sum = new CRC32();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(loader.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) sum.getValue();
    }
}
