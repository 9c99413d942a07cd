package io.backline.demo.invariant;

/** The three databases: each service owns one, and only a checker looks into all. */
public enum Store {
    ORDER("order-service"),
    INVENTORY("inventory-service"),
    NOTIFICATION("notification-service");

    private final String service;

    Store(String service) {
        this.service = service;
    }

    /** Whose it is; also the name of its module. */
    public String service() {
        return service;
    }
}
