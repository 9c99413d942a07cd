package io.backline.order.order;

/** Units the warehouse spoke of that are not counted, and why. */
record UnitsSetAside(int lineNumber, int quantity, String reason) {}
