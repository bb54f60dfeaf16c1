package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * The peer of batches: COPY in its text form, by psql, of the very rows that the service has just stored, into the same table with the
 * same indexes. Only the school's number differs, which leads the keys; without it they would be refused as doubles.
 */
final class CopyPeer {

    private static final String COLUMNS = """
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = 'attendance'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            """;

    private final Server server;
    private final JdbcSettings jdbc;
    private final Path file;
    private final String columns;
    private final boolean hasPsql = Child.isProgram("psql");

    /** {@code cpuSeconds} of the server and of psql. */
    record Copied(double seconds, double cpuSeconds) {}

    CopyPeer(Server server, JdbcSettings jdbc) {
        this.server = server;
        this.jdbc = jdbc;
        file = server.folder().resolve("rows.copy");
        columns = Server.ask(jdbc, COLUMNS);
    }

    String name() {
        return hasPsql ? "psql \\copy, text" : "CopyManager of the JDBC driver, text (no psql here)";
    }

    /** Takes the rows of the journal rows (after, upTo] out to a file; answers how many they are. */
    long export(long after, long upTo) {
        String select = "COPY (SELECT " + columns.replaceFirst("school_id", "2")
                + " FROM attendance WHERE school_id = 1 AND sequence > " + after + " AND sequence <= " + upTo
                + ") TO STDOUT";
        try (Connection connection = Server.connect(jdbc);
                OutputStream out = Files.newOutputStream(file)) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(select, out);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it took to have the rows of the file in the table again. */
    Copied copy() {
        long started = System.nanoTime();
        double before = server.cpuSeconds() + Cpu.endedChildrenSeconds();
        if (hasPsql) {
            psql();
        } else {
            byCopyManager();
        }
        return new Copied(
                (System.nanoTime() - started) / 1e9, server.cpuSeconds() + Cpu.endedChildrenSeconds() - before);
    }

    private void psql() {
        String command = "\\copy attendance (" + columns + ") from '" + file + "'";
        String url = jdbc.url().replaceFirst("^jdbc:postgresql://", "postgresql://" + jdbc.user() + "@");
        ProcessBuilder builder = new ProcessBuilder(
                        "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", command)
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", jdbc.password());
        try {
            Process psql = builder.start();
            String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (psql.waitFor() != 0) {
                throw new IllegalStateException("psql: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void byCopyManager() {
        try (Connection connection = Server.connect(jdbc);
                InputStream in = Files.newInputStream(file)) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY attendance (" + columns + ") FROM STDIN", in);
            if (rows == 0) {
                throw new IllegalStateException("nothing copied");
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
