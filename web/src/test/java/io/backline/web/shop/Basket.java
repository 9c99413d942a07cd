package io.backline.web.shop;

import io.backline.events.Lines;
import io.backline.events.Name;
import io.backline.events.Quantity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record Basket(
        @NotNull UUID basketId,
        @Nullable Instant at,
        @Nullable Colour colour,
        @Lines List<@Valid @NotNull Item> items) {

    public enum Colour {
        RED,
        BLUE
    }

    public record Item(
            @Name String sku,
            @Quantity int quantity,
            @Nullable BigDecimal price) {}
}
