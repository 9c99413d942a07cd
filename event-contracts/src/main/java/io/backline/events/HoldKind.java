package io.backline.events;

/** Why an order may not proceed. */
public enum HoldKind {
    APPROVAL,
    PAYMENT,
    FRAUD,
    CUSTOMER,
    DATE
}
