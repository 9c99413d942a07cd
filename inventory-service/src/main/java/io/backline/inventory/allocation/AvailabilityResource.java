package io.backline.inventory.allocation;

import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.Name;
import io.backline.events.OptionalName;
import io.backline.events.Quantity;
import io.backline.inventory.stock.StockItem;
import io.backline.inventory.stock.StockItems;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/availability")
@Tag(name = "availability", description = "What an order would get now.")
class AvailabilityResource {
    private final StockItems stock;
    private final Skus skus;

    AvailabilityResource(StockItems stock, Skus skus) {
        this.stock = stock;
        this.skus = skus;
    }

    @GET
    @Operation(summary = "How much of a quantity is there, where, and how many units wait before the rest")
    @APIResponse(
            responseCode = "200",
            description = "An unknown SKU has nothing available, and may be ordered all the same")
    public Availability availability(
            @RestQuery @Name String sku,
            @RestQuery @NotNull @Quantity Integer quantity,
            @RestQuery @OptionalName @Nullable String location) {
        var items = stock.of(Set.of(sku)).getOrDefault(sku, List.of()).stream()
                .filter(item -> location == null || item.location().equals(location))
                .sorted(Decision.MOST_AVAILABLE_FIRST)
                .toList();
        var given = new ArrayList<LocationUnits>();
        var left = (int) quantity;
        for (var item : items) {
            var units = Math.clamp(item.available(), 0, left);
            if (units > 0) {
                given.add(new LocationUnits(item.location(), units));
                left -= units;
            }
        }
        var available = items.stream().mapToLong(StockItem::available).sum();
        return new Availability(
                sku, quantity, location, available, quantity - left, left, skus.backordered(sku), given);
    }
}
