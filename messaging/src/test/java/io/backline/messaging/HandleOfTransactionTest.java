package io.backline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandleOfTransactionTest {
    private static final Logger POOL = Logger.getLogger("io.agroal.pool");

    private final List<String> saidByPool = new CopyOnWriteArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord said) {
            saidByPool.add(said.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Inject
    Jdbi jdbi;

    @Inject
    UserTransaction transaction;

    @BeforeEach
    void listen() {
        POOL.addHandler(listening);
    }

    @AfterEach
    void listenNoMore() {
        POOL.removeHandler(listening);
    }

    @Test
    void a_transaction_has_one_and_leaves_no_connection_to_the_pool() {
        QuarkusTransaction.requiringNew().run(() -> {
            var first = jdbi.<Handle, RuntimeException>withHandle(handle -> handle);

            assertThat(jdbi.<Handle, RuntimeException>withHandle(handle -> handle))
                    .isSameAs(first);
            assertThat(QuarkusTransaction.requiringNew()
                            .call(() -> jdbi.<Handle, RuntimeException>withHandle(handle -> handle)))
                    .isNotSameAs(first);
            assertThat(one()).isEqualTo(1);
        });

        assertThat(saidByPool).isEmpty();
    }

    @Test
    void outside_a_transaction_each_statement_has_its_own() {
        var first = jdbi.<Handle, RuntimeException>withHandle(handle -> handle);

        assertThat(jdbi.<Handle, RuntimeException>withHandle(handle -> handle)).isNotSameAs(first);
        assertThat(saidByPool).isEmpty();
    }

    @Test
    void whose_time_was_up_does_not_go_on_by_single_statements() throws Exception {
        transaction.setTransactionTimeout(1);
        transaction.begin();
        try {
            assertThat(one()).isEqualTo(1);
            TimeUnit.MILLISECONDS.sleep(2_500);

            assertThatThrownBy(this::one).isInstanceOf(IllegalStateException.class);
        } finally {
            transaction.rollback();
            transaction.setTransactionTimeout(0);
        }
        assertThat(one()).isEqualTo(1);
    }

    private int one() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
    }
}
