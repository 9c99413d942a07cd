package io.backline.notification.contact;

import java.util.Set;

/** Nothing personal of these customers may stay. */
public record ContactsErased(Set<String> customerIds) {}
