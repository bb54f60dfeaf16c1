package cn.zhenmai;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.Migrations;
import cn.zhenmai.store.ServiceLock;
import cn.zhenmai.store.StartException;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * The installation's database for one command: the configured one, or the embedded one, of the running service where it runs and
 * otherwise started for as long as the command takes.
 */
record CommandDatabase(Database database, Closers closers) implements AutoCloseable {

    private static final int WORKERS = 2;

    static CommandDatabase open(Config config) {
        Closers closers = new Closers();
        try {
            JdbcSettings jdbc = config.owner().or(config::jdbc).orElseGet(() -> embedded(config, closers));
            Vertx vertx = Vertx.vertx();
            closers.push("vertx", () -> vertx.close().await());
            Database database = closers.add(Database.open(vertx, jdbc, WORKERS));
            Migrations.run(database);
            return new CommandDatabase(database, closers);
        } catch (RuntimeException e) {
            closers.close();
            throw e;
        }
    }

    private static JdbcSettings embedded(Config config, Closers closers) {
        Optional<JdbcSettings> running = EmbeddedPostgres.runningOn(config.home());
        return running.orElseGet(
                () -> closers.add(EmbeddedPostgres.start(config.home())).jdbc());
    }

    /** For a command that no service may run beside. */
    static CommandDatabase openAlone(Config config) {
        if (config.jdbc().isEmpty() && EmbeddedPostgres.runningOn(config.home()).isPresent()) {
            throw new StartException("服务正在运行，请先停止／the service is running: stop it first");
        }
        CommandDatabase opened = open(config);
        try {
            opened.closers.add(ServiceLock.take(opened.database));
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void close() {
        closers.close();
    }
}
