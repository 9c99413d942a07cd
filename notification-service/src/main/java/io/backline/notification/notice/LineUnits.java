package io.backline.notification.notice;

/** Units of an order line. */
record LineUnits(int lineNumber, String sku, int units) {}
