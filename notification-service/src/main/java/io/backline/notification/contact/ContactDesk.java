package io.backline.notification.contact;

import io.backline.events.ContactEvent;
import io.backline.events.ContactEvent.ContactChanged;
import io.backline.events.ContactEvent.ContactErased;
import io.backline.messaging.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Takes over how customers are reached, the last word counting, and forgets them when told to. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ContactDesk {
    private final Contacts contacts;
    private final Event<ContactsChanged> changes;
    private final Event<ContactsErased> erasures;

    ContactDesk(Contacts contacts, Event<ContactsChanged> changes, Event<ContactsErased> erasures) {
        this.contacts = contacts;
        this.changes = changes;
        this.erasures = erasures;
    }

    void apply(List<Message<ContactEvent>> messages) {
        var changed = new LinkedHashMap<String, Contact>();
        var erased = new HashSet<String>();
        for (var message : messages) {
            switch (message.event()) {
                case ContactChanged now -> changed.put(now.customerId(), contact(now));
                case ContactErased gone -> {
                    changed.remove(gone.customerId());
                    erased.add(gone.customerId());
                }
                case ContactEvent.Unknown ignored -> {}
            }
        }
        if (!erased.isEmpty()) {
            contacts.erase(erased);
            erasures.fire(new ContactsErased(Set.copyOf(erased)));
        }
        if (!changed.isEmpty()) {
            contacts.put(changed.values());
            changes.fire(new ContactsChanged(Set.copyOf(changed.keySet())));
        }
    }

    private static Contact contact(ContactChanged now) {
        return new Contact(now.customerId(), now.email(), now.name(), now.locale(), now.timeZone());
    }
}
