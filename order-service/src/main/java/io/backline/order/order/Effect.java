package io.backline.order.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a fact changed: a counter of a line, a term of the order, how a shipment stands, or the number of holds. */
record Effect(
        @Nullable Integer lineNumber,
        String what,
        @Nullable Object from,
        @Nullable Object to) {

    static List<Effect> of(int lineNumber, Units before, Units now) {
        var effects = new ArrayList<Effect>();
        note(effects, lineNumber, "cancelled", before.cancelled(), now.cancelled());
        note(effects, lineNumber, "allocated", before.allocated(), now.allocated());
        note(effects, lineNumber, "backordered", before.backordered(), now.backordered());
        note(effects, lineNumber, "missing", before.missing(), now.missing());
        note(effects, lineNumber, "picked", before.picked(), now.picked());
        note(effects, lineNumber, "packed", before.packed(), now.packed());
        note(effects, lineNumber, "shipped", before.shipped(), now.shipped());
        note(effects, lineNumber, "delivered", before.delivered(), now.delivered());
        note(effects, lineNumber, "returned", before.returned(), now.returned());
        return effects;
    }

    static List<Effect> of(Terms before, Terms now) {
        var effects = new ArrayList<Effect>();
        note(effects, null, "priority", before.priority(), now.priority());
        note(effects, null, "needBy", before.needBy(), now.needBy());
        note(effects, null, "shipping", before.shipping(), now.shipping());
        return effects;
    }

    static List<Effect> of(@Nullable Shipment before, Shipment now) {
        var effects = new ArrayList<Effect>();
        note(effects, null, "shipment " + now.shipmentId(), before == null ? null : before.state(), now.state());
        return effects;
    }

    static Effect ofHolds(int before, int now) {
        return new Effect(null, "holds", before, now);
    }

    private static void note(
            List<Effect> effects,
            @Nullable Integer lineNumber,
            String what,
            @Nullable Object from,
            @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            effects.add(new Effect(lineNumber, what, from, to));
        }
    }
}
