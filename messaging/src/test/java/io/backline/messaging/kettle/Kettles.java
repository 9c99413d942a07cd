package io.backline.messaging.kettle;

import io.backline.localstack.testing.CloudEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What the tests ask and say. */
@Singleton
public class Kettles {
    private final Jdbi jdbi;

    Kettles(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static String aKettle() {
        return "kettle-" + UUID.randomUUID();
    }

    public static CloudEvent boiled(String kettle, int degrees) {
        return CloudEvent.of(
                "io.kettles.Boiled", kettle, "{\"kettle\":\"%s\",\"degrees\":%d}".formatted(kettle, degrees));
    }

    public static CloudEvent poured(String kettle, String cup) {
        return CloudEvent.of("io.kettles.Poured", kettle, "{\"kettle\":\"%s\",\"cup\":\"%s\"}".formatted(kettle, cup));
    }

    public int boiled(String kettle) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select coalesce(sum(boiled), 0) from kettle where name = :name")
                        .bind("name", kettle)
                        .mapTo(Integer.class)
                        .one());
    }

    public List<String> cups(String kettle) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select cup from pour where kettle = :name order by position")
                        .bind("name", kettle)
                        .mapTo(String.class)
                        .list());
    }

    public int outboxRows() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from outbox")
                .mapTo(Integer.class)
                .one());
    }
}
