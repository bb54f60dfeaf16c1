package cn.zhenmai.fault;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A named point at which a service process dies at once, without any clean-up: a number of calls of a driver's method on one thread. A
 * Byteman agent brings it in; the product knows nothing of it.
 */
record HaltAt(String className, String method, String thread, int call, When when) {

    enum When {
        BEFORE("AT ENTRY"),
        AFTER("AT EXIT");

        private final String location;

        When(String location) {
            this.location = location;
        }
    }

    static HaltAt commit(String thread, int call, When when) {
        return new HaltAt("org.postgresql.jdbc.PgConnection", "commit()", thread, call, when);
    }

    /** Rows of a bulk write are under way to the server, nothing is committed. */
    static HaltAt copy(String thread, int call) {
        return new HaltAt("org.postgresql.core.v3.QueryExecutorImpl", "endCopy", thread, call, When.BEFORE);
    }

    /** What a JVM must be started with. */
    List<String> jvm(Path folder) throws IOException {
        Path script = Files.createTempFile(folder, "halt-", ".btm");
        Files.writeString(script, """
                RULE halt
                CLASS %s
                METHOD %s
                %s
                IF Thread.currentThread().getName().equals("%s") AND incrementCounter("calls") == %d
                DO killJVM()
                ENDRULE
                """.formatted(className, method, when.location, thread, call));
        return List.of("-javaagent:" + agent() + "=script:" + script);
    }

    private static Path agent() {
        try {
            return Path.of(org.jboss.byteman.agent.Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
