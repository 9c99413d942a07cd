package io.backline.order.console;

import org.jspecify.annotations.Nullable;

/** An address with a query; what is null or blank is left out of it. */
final class Link {
    private final StringBuilder address;
    private char separator = '?';

    Link(String path) {
        this.address = new StringBuilder(path);
    }

    Link with(String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            address.append(separator).append(name).append('=').append(Words.encoded(value.toString()));
            separator = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
