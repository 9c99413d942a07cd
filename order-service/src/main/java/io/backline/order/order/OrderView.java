package io.backline.order.order;

import io.backline.events.BacklogStage;
import io.backline.events.BackorderArrangement;
import io.backline.events.OrderEvent.ShipTo;
import io.backline.events.Priority;
import io.backline.events.Shipping;
import io.backline.order.order.Cancellation.UnitsOfLine;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as shops and operators see it. */
public record OrderView(
        UUID orderId,
        String channel,
        String externalId,
        String customerId,
        BacklogStage stage,
        int version,
        Priority priority,
        @Nullable Instant needBy,
        @Nullable Instant essentialBy,
        @Nullable Instant shipBy,
        @Nullable RuleSet ruleSet,
        Shipping shipping,
        Instant placedAt,
        String currency,
        ShipTo shipTo,
        List<LineView> lines,
        List<Hold> holds,
        List<ShipmentView> shipments,
        Map<String, URI> links) {

    public record LineView(
            int lineNumber,
            String sku,
            String unitPrice,
            BackorderArrangement backorder,
            List<String> substitutes,
            int ordered,
            int cancelled,
            int allocated,
            int picked,
            int packed,
            int shipped,
            int delivered,
            int returned,
            int backordered) {

        static LineView of(Line line) {
            var units = line.units();
            return new LineView(
                    line.number,
                    line.sku,
                    line.unitPrice.toPlainString(),
                    line.backorder,
                    line.substitutes,
                    units.ordered(),
                    units.cancelled(),
                    units.allocated(),
                    units.picked(),
                    units.packed(),
                    units.shipped(),
                    units.delivered(),
                    units.returned(),
                    units.backordered());
        }
    }

    public record ShipmentView(
            String shipmentId,
            Shipment.State state,
            List<UnitsOfLine> lines,
            @Nullable Instant deliveredAt,
            @Nullable Instant failedAt) {

        static ShipmentView of(Shipment shipment) {
            return new ShipmentView(
                    shipment.shipmentId(),
                    shipment.state(),
                    UnitsOfLine.listOf(shipment.units()),
                    shipment.deliveredAt(),
                    shipment.failedAt());
        }
    }

    public static OrderView of(Order order) {
        var identity = order.identity();
        var self = linkTo(order.orderId());
        return new OrderView(
                order.orderId(),
                identity.channel(),
                identity.externalId(),
                identity.customerId(),
                order.stage(),
                order.version(),
                order.terms().priority(),
                order.terms().needBy(),
                identity.essentialBy(),
                identity.shipBy(),
                identity.ruleSet(),
                order.terms().shipping(),
                order.placedAt(),
                identity.currency(),
                identity.shipTo(),
                order.lines().stream().map(LineView::of).toList(),
                List.copyOf(order.holds()),
                order.shipments().stream().map(ShipmentView::of).toList(),
                Map.of(
                        "self", self,
                        "history", URI.create(self + "/history"),
                        "cancellations", URI.create(self + "/cancellations"),
                        "holds", URI.create(self + "/holds")));
    }

    static URI linkTo(UUID orderId) {
        return URI.create("/api/v1/orders/" + orderId);
    }
}
