package io.backline.order.backlog;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A question in the numbers of the Book. */
final class Filter {
    private static final int ANY = -2;
    private static final int UNKNOWN = -3;
    private static final int NONE = -1;

    private final Book book;
    private final int stage;
    private final int channel;
    private final int priority;
    private final int location;
    private final int sku;
    private final int customer;
    private final boolean takesAll;

    Filter(Book book, Question question) {
        this.book = book;
        stage = question.stage() == null ? ANY : question.stage().ordinal();
        channel = number(book.channels, question.channel());
        priority = question.priority() == null ? ANY : question.priority().ordinal();
        location = "".equals(question.location()) ? NONE : number(book.locations, question.location());
        sku = number(book.skus, question.sku());
        customer = number(book.customers, question.customerId());
        takesAll =
                IntStream.of(stage, channel, priority, location, sku, customer).allMatch(asked -> asked == ANY);
    }

    private static int number(Words words, @Nullable String text) {
        if (text == null) {
            return ANY;
        }
        var number = words.find(text);
        return number < 0 ? UNKNOWN : number;
    }

    /** {@code order} is that of the line. */
    boolean takes(int line, int order, int stage, int location) {
        return (this.stage == ANY || this.stage == stage)
                && (this.location == ANY || this.location == location)
                && takes(line, order);
    }

    /** Whatever the stage and the location. */
    boolean takes(int line) {
        return takes(line, book.lines.order(line));
    }

    private boolean takes(int line, int order) {
        return (sku == ANY || sku == book.lines.sku(line)) && takesOrder(order);
    }

    private boolean takesOrder(int order) {
        return (channel == ANY || channel == book.orders.channel(order))
                && (customer == ANY || customer == book.orders.customer(order))
                && (priority == ANY || priority == book.orders.priority(order).ordinal());
    }

    boolean takesAll() {
        return takesAll;
    }

    boolean hasLocation() {
        return location != ANY;
    }
}
