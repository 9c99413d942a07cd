package io.backline.notification.contact;

import java.util.Set;

/** These customers can be reached at once, or elsewhere than before. */
public record ContactsChanged(Set<String> customerIds) {}
