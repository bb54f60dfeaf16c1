package cn.zhenmai.store;

import cn.zhenmai.store.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the database to the schema of this program: every module's {@code db/migration/VNNN__noun.sql}, forward only. */
public final class Migrations {

    private Migrations() {}

    /** How the migrated store lies on its server. Blocks. */
    public static Dialect dialect(Database database) {
        try (Connection connection = database.connect()) {
            return database.dialect(connection);
        } catch (SQLException e) {
            throw new StartException("数据库无法读取／the database cannot be read: " + e.getMessage(), e);
        }
    }

    /** Blocks. Several programs may run it at once; one of them migrates. */
    public static void run(Database database) {
        try (Connection connection = database.connect()) {
            if (AppliedMigrations.areAll(connection)) {
                return;
            }
            Dialect.prepare(connection);
        } catch (SQLException e) {
            throw new StartException("数据库无法读取／the database cannot be read: " + e.getMessage(), e);
        }
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database.dataSource())
                    .locations("classpath:" + AppliedMigrations.FOLDER)
                    .validateMigrationNaming(true)
                    // Each module numbers in its own range: a later one of the collector comes after the dashboard's
                    // have run.
                    .outOfOrder(true)
                    // A lock held in a transaction would need a second connection and block CREATE INDEX CONCURRENTLY.
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartException("数据库结构无法更新／the database cannot be migrated: " + e.getMessage(), e);
        }
    }
}
