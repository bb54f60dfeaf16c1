package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final int MANY = 200;
    private static final Entry ENTRY = new Entry.Tick(null);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void each_is_told_its_own_in_order_on_its_context() throws InterruptedException {
        Context context = vertx.getOrCreateContext();
        List<String> told = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(MANY);
        Answers answers = new Answers();
        for (int i = 0; i < MANY; i++) {
            Promise<Receipt> promise = Promise.promise();
            Future<Receipt> unused = promise.future().onSuccess(receipt -> {
                told.add(receipt.receipt() + " " + (Vertx.currentContext() == context));
                all.countDown();
            });
            answers.add(new Waiting(ENTRY, promise, context), receipt(i));
        }

        answers.send();

        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            expected.add(i + " true");
        }
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void one_that_fails_to_hear_costs_the_next_nothing() {
        Promise<Receipt> deaf = Promise.promise();
        Future<Receipt> unused = deaf.future().onSuccess(receipt -> {
            throw new IllegalStateException("deaf");
        });
        Promise<Receipt> next = Promise.promise();
        Answers answers = new Answers();
        answers.add(new Waiting(ENTRY, deaf, null), receipt(1));
        answers.add(new Waiting(ENTRY, next, null), receipt(2));

        answers.send();

        assertThat(next.future().result()).isEqualTo(receipt(2));
    }

    private static Receipt receipt(int number) {
        return new Receipt(Integer.toString(number), 1, 1, 0, 0, 0, 0, List.of(), number);
    }
}
