package io.backline.messaging.kettle;

import static io.backline.messaging.kettle.KettleEvent.KETTLES;
import static io.backline.messaging.kettle.TeaEvent.TEAS;

import io.backline.messaging.DeadLetters;
import io.backline.messaging.EarlyMessages;
import io.backline.messaging.Message;
import io.backline.messaging.Outbox;
import io.backline.messaging.Refused;
import io.backline.messaging.RoundTrip;
import io.backline.messaging.kettle.KettleEvent.Boiled;
import io.backline.messaging.kettle.KettleEvent.Poured;
import io.backline.messaging.kettle.TeaEvent.TeaMade;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;

/** Boils, pours, and fails in every way a desk can. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class KettleDesk {
    private final Jdbi jdbi;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final EarlyMessages early;
    private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();

    KettleDesk(Jdbi jdbi, Outbox outbox, DeadLetters deadLetters, EarlyMessages early) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.early = early;
    }

    public void apply(List<Message<KettleEvent>> messages) {
        for (var message : messages) {
            switch (message.event()) {
                case Boiled boiled -> boil(boiled, message);
                case Poured poured -> pour(poured, message);
                case KettleEvent.Whistled whistled -> throw new IllegalStateException("whistles are passed over");
                case KettleEvent.Unknown unknown -> throw new IllegalStateException("unknown events stay outside");
            }
        }
    }

    private void boil(Boiled boiled, Message<KettleEvent> message) {
        hang(boiled.kettle());
        if (boiled.degrees() > 1_000) {
            deadLetters.add(message, new Refused("degrees", "no kettle gets that hot"));
            return;
        }
        if (boiled.degrees() < 20) {
            deadLetters.setAside(message, "that is not hot");
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into kettle (name, boiled, degrees) values (:name, 1, :degrees)
                        on conflict (name) do update set boiled = kettle.boiled + 1, degrees = excluded.degrees
                        """)
                .bind("name", boiled.kettle())
                .bind("degrees", boiled.degrees())
                .execute());
        outbox.add(TEAS, new TeaMade(boiled.kettle(), boiled.degrees()), message.time());
        var trip = new RoundTrip();
        var before = early.take(List.of("kettle " + boiled.kettle()), trip, KETTLES);
        trip.make(jdbi);
        for (var pour : before.of(KETTLES)) {
            pour((Poured) pour.event(), pour);
        }
    }

    private void hang(String kettle) {
        try {
            var latch = hanging.get(kettle);
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever boils this kettle hangs, as no timeout of the database ends it, until the returned is run. */
    @Transactional(TxType.SUPPORTS)
    public Runnable hanging(String kettle) {
        var latch = new CountDownLatch(1);
        hanging.put(kettle, latch);
        return latch::countDown;
    }

    private void pour(Poured poured, Message<KettleEvent> message) {
        var known = jdbi.withHandle(handle -> handle.createQuery("select count(*) from kettle where name = :name")
                .bind("name", poured.kettle())
                .mapTo(Integer.class)
                .one());
        if (known == 0) {
            early.keep("kettle " + poured.kettle(), message);
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("insert into pour (kettle, cup) values (:kettle, :cup)")
                .bind("kettle", poured.kettle())
                .bind("cup", poured.cup())
                .execute());
    }

    /** Makes the next tea of a kettle without an event that asked for it; the kettle is locked before its event is written. */
    @Transactional
    public void make(String kettle) {
        var number = jdbi.withHandle(handle ->
                handle.createQuery("""
                        insert into tea (kettle, last) values (:kettle, 1)
                        on conflict (kettle) do update set last = tea.last + 1
                        returning last
                        """).bind("kettle", kettle).mapTo(Long.class).one());
        outbox.add(TEAS, new TeaMade(kettle, number), Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Transactional
    public void makeAndSpill(String kettle) {
        make(kettle);
        throw new IllegalStateException("spilt");
    }
}
