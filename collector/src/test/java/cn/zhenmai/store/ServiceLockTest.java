package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ServiceLockTest {

    @Test
    void one_service_has_the_database_until_it_gives_it_back(Vertx vertx) throws Exception {
        try (Database database = TestDatabase.fresh(vertx)) {
            try (ServiceLock first = ServiceLock.take(database)) {
                assertThatThrownBy(
                                () -> ServiceLock.take(database, Duration.ZERO).close())
                        .isInstanceOf(StartException.class);
            }
            ServiceLock.take(database, Duration.ZERO).close();
        }
    }
}
