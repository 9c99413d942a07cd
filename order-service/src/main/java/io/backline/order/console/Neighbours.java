package io.backline.order.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;

/** The services beside this one. */
@ApplicationScoped
class Neighbours {
    private final Neighbour inventory;
    private final Neighbour notification;

    Neighbours(ConsoleConfig config) {
        this.inventory = new Neighbour("inventory-service", config.inventoryUrl(), config.patience());
        this.notification = new Neighbour("notification-service", config.notificationUrl(), config.patience());
    }

    Neighbour inventory() {
        return inventory;
    }

    Neighbour notification() {
        return notification;
    }

    Optional<Neighbour> named(String name) {
        return Stream.of(inventory, notification)
                .filter(neighbour -> neighbour.name().equals(name))
                .findFirst();
    }
}
