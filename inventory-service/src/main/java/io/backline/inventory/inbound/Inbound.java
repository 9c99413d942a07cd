package io.backline.inventory.inbound;

import static java.util.Objects.requireNonNull;

import io.backline.events.StockEvent.InboundChanged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A shipment that a supplier announced, as it stands now; quantity 0 is a cancelled one. */
record Inbound(
        String sku, String inboundId, @Nullable String supplierId, String location, int quantity, Instant expectedAt) {

    Inbound {
        expectedAt = expectedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * What the tellings come to, in their order. A new date or a cancellation that came before the announcement holds against it; an announcement told
     * again holds against what came before. Nothing, while nobody announced it.
     */
    static Optional<Inbound> of(List<InboundFact> facts) {
        Inbound inbound = null;
        Instant moved = null;
        var cancelled = false;
        for (var fact : facts) {
            switch (fact.kind()) {
                case SCHEDULED -> {
                    var first = inbound == null;
                    inbound = announced(fact, first && moved != null ? moved : requireNonNull(fact.expectedAt()));
                    cancelled = cancelled && first;
                }
                case RESCHEDULED -> {
                    moved = requireNonNull(fact.expectedAt());
                    inbound = inbound == null ? null : inbound.expectedAt(moved);
                }
                case CANCELLED -> cancelled = true;
            }
        }
        return Optional.ofNullable(inbound == null || !cancelled ? inbound : inbound.cancelled());
    }

    private static Inbound announced(InboundFact fact, Instant expectedAt) {
        return new Inbound(
                fact.sku(),
                fact.inboundId(),
                fact.supplierId(),
                requireNonNull(fact.location()),
                requireNonNull(fact.quantity()),
                expectedAt);
    }

    private Inbound expectedAt(Instant moved) {
        return new Inbound(sku, inboundId, supplierId, location, quantity, moved);
    }

    Inbound cancelled() {
        return new Inbound(sku, inboundId, supplierId, location, 0, expectedAt);
    }

    InboundChanged changed() {
        return new InboundChanged(sku, inboundId, supplierId, location, quantity, expectedAt);
    }
}
