package io.backline.events;

/** All streams of the contract. */
public final class Streams {
    public static final EventStream<OrderEvent> ORDERS = new EventStream<>(
            "orders", "io.backline.", OrderEvent.class, event -> event.orderId().toString(), OrderEvent.Unknown::new);

    public static final EventStream<AllocationEvent> ALLOCATIONS = new EventStream<>(
            "allocations",
            "io.backline.",
            AllocationEvent.class,
            event -> event.orderId().toString(),
            AllocationEvent.Unknown::new);

    public static final EventStream<StockEvent> STOCK =
            new EventStream<>("stock", "io.backline.", StockEvent.class, StockEvent::sku, StockEvent.Unknown::new);

    public static final EventStream<NoticeEvent> NOTICES = new EventStream<>(
            "notices",
            "io.backline.",
            NoticeEvent.class,
            event -> event.orderId().toString(),
            NoticeEvent.Unknown::new);

    public static final EventStream<ContactEvent> CUSTOMER_CONTACTS = new EventStream<>(
                    "customer-contacts",
                    "io.backline.",
                    ContactEvent.class,
                    ContactEvent::customerId,
                    ContactEvent.Unknown::new)
            .erasable(ContactEvent.ContactErased::new);

    public static final EventStream<WarehouseStockEvent> WAREHOUSE_STOCK = new EventStream<>(
            "warehouse-stock",
            "io.backline.warehouse.",
            WarehouseStockEvent.class,
            WarehouseStockEvent::sku,
            WarehouseStockEvent.Unknown::new);

    public static final EventStream<WarehouseFulfilmentEvent> WAREHOUSE_FULFILMENT = new EventStream<>(
            "warehouse-fulfilment",
            "io.backline.warehouse.",
            WarehouseFulfilmentEvent.class,
            event -> event.orderId().toString(),
            WarehouseFulfilmentEvent.Unknown::new);

    private Streams() {}
}
