package io.backline.inventory.stock;

import io.backline.inventory.stock.StockView.Summary;
import io.backline.web.Cursor;
import io.backline.web.Limit;
import io.backline.web.Page;
import io.backline.web.Problems;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/stock")
@Tag(name = "stock", description = "What is on hand, allocated and available, by SKU and location.")
class StockResource {
    private final StockViews stock;

    StockResource(StockViews stock) {
        this.stock = stock;
    }

    @GET
    @Operation(summary = "All SKUs that were ever mentioned, by name")
    public Page<Summary> skus(
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit, @RestQuery @Nullable String cursor) {
        return Page.of(stock.after(Cursor.read(cursor, 1), limit + 1), limit, last -> Cursor.of(last.sku()));
    }

    @GET
    @Path("/{sku}")
    @Operation(summary = "The stock of a SKU, with what is still to come")
    @APIResponse(responseCode = "200", description = "available = on hand − allocated")
    @APIResponse(responseCode = "404", description = "Nobody has mentioned this SKU")
    public StockView stock(@RestPath String sku) {
        return stock.of(sku).orElseThrow(() -> neverMentioned(sku));
    }

    @GET
    @Path("/{sku}/ledger")
    @Operation(summary = "Every movement of a SKU with time and cause, the latest told first")
    @APIResponse(responseCode = "200", description = "Shelf = the last count by time plus the movements after it")
    @APIResponse(responseCode = "404", description = "Nobody has mentioned this SKU")
    public Page<LedgerView> ledger(
            @RestPath String sku,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var before = Cursor.read(cursor, 1);
        if (!stock.isMentioned(sku)) {
            throw neverMentioned(sku);
        }
        return Page.of(stock.ledgerBefore(before, sku, limit + 1), limit, last -> Cursor.of(last.position()));
    }

    private static RuntimeException neverMentioned(String sku) {
        return Problems.notFound("nobody has mentioned SKU " + sku);
    }
}
