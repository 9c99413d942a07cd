package io.backline.inventory.allocation;

import io.backline.events.AllocationEvent.LocationUnits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line would get if it were ordered now: {@code allocated} at once from these locations, {@code backordered} later, behind {@code ahead} units
 * that wait already. A promise to nobody: it holds until somebody else orders.
 */
record Availability(
        String sku,
        int quantity,
        @Nullable String location,
        long available,
        long allocated,
        long backordered,
        long ahead,
        List<LocationUnits> locations) {}
