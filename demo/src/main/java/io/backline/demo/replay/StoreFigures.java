package io.backline.demo.replay;

/** What stands in the databases, summed up. */
final class StoreFigures {
    static final String ORDERS = "select 1";

    static final String NOTICES = "select 1";

    private StoreFigures() {}
}
