package io.backline.notification.notice;

import io.backline.events.Json;
import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import io.backline.messaging.Writes;
import io.backline.notification.notice.Notice.Claimed;
import io.backline.notification.notice.Notice.Earlier;
import io.backline.notification.notice.Notice.Settled;
import io.backline.notification.notice.Notice.Unsettled;
import io.backline.notification.notice.Outcome.Failed;
import io.backline.notification.notice.Outcome.Postponed;
import io.backline.notification.notice.Outcome.Sent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All notices, and the mails that they became. */
@ApplicationScoped
@Transactional
class Notices {
    private final Writes writes;
    private final Jdbi jdbi;

    Notices(Writes writes, Jdbi jdbi) {
        this.writes = writes;
        this.jdbi = jdbi;
    }

    /** The notices of these orders that are not settled, by order: one at most. */
    Map<UUID, Unsettled> unsettled(Collection<UUID> orderIds) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select notice_id, order_id, customer_id, kind, at, due_at from notice
                        where order_id = any(:orders) and state = 'WAITING' and settled_at is null
                        """)
                .bind("orders", Values.ids(orderIds))
                .map((row, context) -> unsettled(row))
                .collect(Collectors.toMap(Unsettled::orderId, Function.identity(), (one, other) -> one, HashMap::new)));
    }

    /** Adds the new ones and takes over the kind of the others. */
    void put(Collection<Unsettled> notices) {
        writes.add("""
                        insert into notice (notice_id, order_id, customer_id, kind, state, at, due_at)
                        select notice_id, order_id, customer_id, kind, 'WAITING', at, due_at
                        from unnest(:ids, :orders, :customers, :kinds, :ats, :dues) as n (notice_id, order_id, customer_id, kind, at, due_at)
                        on conflict (notice_id) do update set kind = excluded.kind
                        """, notices)
                .ids("ids", Unsettled::noticeId)
                .ids("orders", Unsettled::orderId)
                .texts("customers", Unsettled::customerId)
                .texts("kinds", notice -> notice.kind())
                .times("ats", Unsettled::at)
                .times("dues", Unsettled::dueAt);
    }

    /** Notices whose quiet time is over, locked with their orders; what another replica is about is left to it. */
    List<Unsettled> lockDue(Instant now, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select n.notice_id, n.order_id, n.customer_id, n.kind, n.at, n.due_at
                        from notice n join waiting_order o using (order_id)
                        where n.state = 'WAITING' and n.settled_at is null and n.due_at <= :now
                        order by n.due_at
                        limit :most
                        for update of n, o skip locked
                        """)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> unsettled(row))
                .list());
    }

    /** What the customers of these orders were told before, oldest first. */
    Map<UUID, List<Earlier>> earlier(Collection<UUID> orderIds) {
        record Row(UUID orderId, Earlier earlier) {}
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select order_id, notice_id, settled_at from notice
                        where order_id = any(:orders) and settled_at is not null and state <> 'WITHDRAWN'
                        order by settled_at, notice_id
                        """)
                .bind("orders", Values.ids(orderIds))
                .map((row, context) -> new Row(
                        row.getObject("order_id", UUID.class),
                        new Earlier(row.getObject("notice_id", UUID.class), instant(row, "settled_at"))))
                .collect(Collectors.groupingBy(Row::orderId, Collectors.mapping(Row::earlier, Collectors.toList()))));
    }

    /** From here on these are only sent. */
    void settle(List<Settled> notices, Instant now) {
        writes.add("""
                        update notice set settled_at = s.now, due_at = s.now, kind = s.kind, content = s.content::json, earlier = s.earlier::uuid[]
                        from unnest(:ids, :times, :kinds, :contents, :earlier) as s (notice_id, now, kind, content, earlier)
                        where notice.notice_id = s.notice_id
                        """, notices)
                .times("times", notice -> now)
                .ids("ids", Settled::noticeId)
                .texts("kinds", notice -> notice.news().kind())
                .texts("contents", notice -> json(notice.news()))
                .texts("earlier", notice -> array(notice.earlier()));
    }

    void withdraw(List<UUID> noticeIds) {
        writes.add("update notice set state = 'WITHDRAWN' where notice_id = any(:ids)", noticeIds)
                .ids("ids", id -> id);
    }

    void postpone(Map<UUID, Instant> notBefore) {
        writes.add("""
                        update notice set due_at = p.due_at from unnest(:ids, :dues) as p (notice_id, due_at)
                        where notice.notice_id = p.notice_id
                        """, notBefore.entrySet()).ids("ids", Map.Entry::getKey).times("dues", Map.Entry::getValue);
    }

    /** Settled notices that are due, for this sender alone until the lease ends. What has a failure is with nobody. */
    List<Claimed> claim(Instant now, Instant leaseEnd, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select notice_id from notice
                            where state = 'WAITING' and settled_at is not null and due_at <= :now
                            order by due_at
                            limit :most
                            for update skip locked),
                        claimed as (
                            update notice set due_at = :leaseEnd, attempts = attempts + 1, failure = null
                            from due where notice.notice_id = due.notice_id
                            returning notice.*)
                        select claimed.*, external_id from claimed join waiting_order using (order_id)
                        """)
                .bind("now", now)
                .bind("leaseEnd", leaseEnd)
                .bind("most", most)
                .map((row, context) -> new Claimed(
                        row.getObject("notice_id", UUID.class),
                        row.getObject("order_id", UUID.class),
                        row.getString("customer_id"),
                        row.getString("external_id"),
                        news(row.getString("content")),
                        List.of((UUID[]) row.getArray("earlier").getArray()),
                        instant(row, "settled_at"),
                        row.getInt("attempts")))
                .list());
    }

    /** Marks what the mail server took. Returns those that nobody had marked before. */
    Set<UUID> markSent(List<Sent> sent) {
        return jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        update notice set state = 'SENT', sent_at = s.sent_at, failure = null
                        from unnest(:ids, :times) as s (notice_id, sent_at)
                        where notice.notice_id = s.notice_id and state = 'WAITING'
                        returning notice.notice_id
                        """), sent)
                .ids("ids", outcome -> outcome.notice().noticeId())
                .times("times", Sent::at)
                .statement()
                .mapTo(UUID.class)
                .set());
    }

    /** Marks what will never arrive. Returns those that nobody had marked before. */
    Set<UUID> markFailed(List<Failed> failed) {
        return jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        update notice set state = 'FAILED', failure = f.failure
                        from unnest(:ids, :failures) as f (notice_id, failure)
                        where notice.notice_id = f.notice_id and state = 'WAITING'
                        returning notice.notice_id
                        """), failed)
                .ids("ids", outcome -> outcome.notice().noticeId())
                .texts("failures", Failed::reason)
                .statement()
                .mapTo(UUID.class)
                .set());
    }

    /** Gives back what is to be tried again, unless somebody else has claimed it since. */
    void giveBack(List<Postponed> postponed) {
        jdbi.useHandle(handle -> Rows.of(handle.createUpdate("""
                        update notice set due_at = p.due_at, failure = p.failure
                        from unnest(:ids, :attempts, :dues, :failures) as p (notice_id, attempts, due_at, failure)
                        where notice.notice_id = p.notice_id and state = 'WAITING' and notice.attempts = p.attempts
                        """), postponed)
                .ids("ids", outcome -> outcome.notice().noticeId())
                .numbers("attempts", outcome -> outcome.notice().attempts())
                .times("dues", Postponed::until)
                .texts("failures", Postponed::reason)
                .statement()
                .execute());
    }

    /** Lets notices of these customers be tried at once that wait for another attempt; those underway are left alone, else they would go out twice. */
    void hurry(Collection<String> customerIds, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update notice set due_at = :now where notice_id in (
                            select notice_id from notice
                            where customer_id = any(:customers) and state = 'WAITING' and failure is not null
                            for update skip locked)
                        """)
                .bind("now", now)
                .bind("customers", Values.texts(customerIds))
                .execute());
    }

    /** Keeps the mails as they were handed over, but not of a customer who was erased meanwhile. */
    void keep(Collection<SentMail> mails) {
        jdbi.useHandle(handle -> Rows.of(handle.createUpdate("""
                        with known as (
                            select customer_id from contact where customer_id = any(:customers) order by customer_id for key share)
                        insert into sent_mail (notice_id, customer_id, recipient, subject, text, html, headers)
                        select notice_id, customer_id, recipient, subject, text, html, headers::json
                        from unnest(:ids, :customers, :recipients, :subjects, :texts, :htmls, :headers)
                            as m (notice_id, customer_id, recipient, subject, text, html, headers)
                            join known using (customer_id)
                        on conflict do nothing
                        """), mails)
                .ids("ids", SentMail::noticeId)
                .texts("customers", SentMail::customerId)
                .texts("recipients", SentMail::recipient)
                .texts("subjects", SentMail::subject)
                .texts("texts", SentMail::text)
                .texts("htmls", SentMail::html)
                .texts("headers", mail -> json(mail.headers()))
                .statement()
                .execute());
    }

    /** Forgets what was written to these customers; that something was stays. */
    void forgetMails(Collection<String> customerIds) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from sent_mail where customer_id = any(:customers)")
                .bind("customers", Values.texts(customerIds))
                .execute());
    }

    /** In the order they began, from after the given one. */
    List<Notice> list(@Nullable UUID orderId, @Nullable String customerId, @Nullable UUID after, int most) {
        var wanted = new LinkedHashMap<String, Object>();
        put(wanted, "order_id = :order", orderId);
        put(wanted, "customer_id = :customer", customerId);
        put(wanted, "notice_id > :after", after);
        var where = wanted.isEmpty() ? "" : " where " + String.join(" and ", wanted.keySet());
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("select * from notice" + where + " order by notice_id limit :most")
                    .bind("most", most);
            wanted.forEach((condition, value) -> query.bind(condition.substring(condition.indexOf(':') + 1), value));
            return query.map((row, context) -> notice(row)).list();
        });
    }

    private static void put(Map<String, Object> wanted, String condition, @Nullable Object value) {
        if (value != null) {
            wanted.put(condition, value);
        }
    }

    Optional<Notice> find(UUID noticeId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from notice where notice_id = :id")
                .bind("id", noticeId)
                .map((row, context) -> notice(row))
                .findOne());
    }

    Optional<SentMail> mail(UUID noticeId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from sent_mail where notice_id = :id")
                .bind("id", noticeId)
                .map((row, context) -> new SentMail(
                        row.getObject("notice_id", UUID.class),
                        row.getString("customer_id"),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("html"),
                        headers(row.getString("headers"))))
                .findOne());
    }

    private static Unsettled unsettled(ResultSet row) throws SQLException {
        return new Unsettled(
                row.getObject("notice_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("customer_id"),
                NoticeKind.valueOf(row.getString("kind")),
                instant(row, "at"),
                instant(row, "due_at"));
    }

    private static Notice notice(ResultSet row) throws SQLException {
        var sentAt = row.getTimestamp("sent_at");
        return new Notice(
                row.getObject("notice_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("customer_id"),
                NoticeKind.valueOf(row.getString("kind")),
                NoticeState.valueOf(row.getString("state")),
                instant(row, "at"),
                sentAt == null ? null : sentAt.toInstant(),
                row.getString("failure"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static News news(String json) {
        return read(json, News.class);
    }

    private static Map<String, String> headers(String json) {
        return read(json, Fields.class);
    }

    /** Header fields by name. */
    private static final class Fields extends LinkedHashMap<String, String> {}

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }

    private static String array(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
