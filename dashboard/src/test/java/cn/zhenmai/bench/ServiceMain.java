package cn.zhenmai.bench;

import cn.zhenmai.App;
import cn.zhenmai.Config;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.store.Entry;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The service as {@code serve} starts it, with the bench's school, a source without a limit, and a leader who sees everything. */
final class ServiceMain {

    private static final long PATIENCE_SECONDS = 600;

    private ServiceMain() {}

    /** Arguments: students, lessons a day. Prints one line when it is ready. */
    public static void main(String[] arguments) throws Exception {
        BenchSchool school = BenchSchool.of(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        App app = await(App.start(Config.load(System.getenv()), App.SYSTEM_CLOCK, App.SYSTEM_CLOCK));
        Runtime.getRuntime().addShutdownHook(new Thread(app::close));
        String password = "-";
        if (app.journal().school().registry().students().isEmpty()) {
            var sequence = await(app.journal().submit(new Entry.RegistryEdit(nothing -> school.registry(), null)))
                    .sequence();
            password = await(app.accounts().create(new Identity("leader", "校长", null, Set.of(Role.LEADER))));
            System.out.println("registered as journal row " + sequence);
        }
        String key = await(app.sources().create("bench", "bench", 40, false, null));
        lift(app);
        System.out.println("BENCH " + app.port() + " " + key + " " + password);
    }

    private static void lift(App app) throws SQLException {
        try (Connection connection = app.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE source SET rows_per_second = 1000000000");
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
