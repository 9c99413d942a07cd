package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.Topics;
import io.backline.messaging.kettle.Kettles;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class InboxTest {
    private final Topics topics = Topics.ofThisRun();
    private final String kettle = aKettle();

    @Inject
    Kettles kettles;

    @Test
    void an_event_acts() {
        topics.send("kettles", boiled(kettle, 90));

        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        topics.awaitOne("teas", tea -> kettle.equals(tea.key()));
    }
}
