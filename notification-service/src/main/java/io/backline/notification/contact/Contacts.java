package io.backline.notification.contact;

import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Where customers are reached now. */
@ApplicationScoped
@Transactional
public class Contacts {
    private final Jdbi jdbi;

    Contacts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The contacts of these customers, by customer; who is not known is not in it. */
    public Map<String, Contact> of(Collection<String> customerIds) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select customer_id, email, name, locale, time_zone from contact where customer_id = any(:customers)
                        """)
                .bind("customers", Values.texts(customerIds))
                .map((row, context) -> new Contact(
                        row.getString("customer_id"),
                        row.getString("email"),
                        row.getString("name"),
                        row.getString("locale"),
                        row.getString("time_zone")))
                .collect(Collectors.toMap(Contact::customerId, Function.identity())));
    }

    void put(Collection<Contact> contacts) {
        jdbi.useHandle(handle -> Rows.of(handle.createUpdate("""
                        insert into contact (customer_id, email, name, locale, time_zone)
                        select customer_id, email, name, locale, time_zone
                        from unnest(:customers, :emails, :names, :locales, :zones) as c (customer_id, email, name, locale, time_zone)
                        order by customer_id
                        on conflict (customer_id) do update
                            set email = excluded.email, name = excluded.name, locale = excluded.locale, time_zone = excluded.time_zone, heard_at = now()
                        """), contacts)
                .texts("customers", Contact::customerId)
                .texts("emails", Contact::email)
                .texts("names", Contact::name)
                .texts("locales", Contact::locale)
                .texts("zones", Contact::timeZone)
                .statement()
                .execute());
    }

    void erase(Collection<String> customerIds) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from contact where customer_id = any(:customers)")
                .bind("customers", Values.texts(customerIds))
                .execute());
    }
}
