package io.backline.order.console;

import io.backline.messaging.DeadLetterRows;
import io.backline.messaging.DeadLetterView;
import io.backline.messaging.Outcome;
import io.backline.web.Cursor;
import io.backline.web.Page;
import io.backline.web.Problems;
import io.backline.web.Violation;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What no service acted upon: why, byte for byte, and again. */
@Path("/dead-letters")
@Produces(MediaType.TEXT_HTML)
class DeadLetterPages {
    private static final String OURS = "order-service";
    private static final int ROWS = 50;

    private final DeadLetterRows rows;
    private final Neighbours neighbours;

    DeadLetterPages(DeadLetterRows rows, Neighbours neighbours) {
        this.rows = rows;
        this.neighbours = neighbours;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance deadLetters(All all);

        static native TemplateInstance deadLetter(One one);
    }

    record Letters(List<DeadLetterView> items, @Nullable String next) {}

    record OfService(
            String service,
            List<DeadLetterView> letters,
            @Nullable String trouble,
            @Nullable String next) {}

    record All(
            List<OfService> services, @Nullable Outcome outcome, List<Outcome> outcomes, String here, boolean isPart) {}

    /** All services, the newest of each; or one service from a cursor on. */
    @GET
    public TemplateInstance deadLetters(
            @RestQuery @Nullable String outcome,
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String cursor) {
        var wanted = outcomeOf(OrderPages.typed(outcome));
        var named = OrderPages.typed(service);
        var services = named.isEmpty()
                ? List.of(
                        OURS,
                        neighbours.inventory().name(),
                        neighbours.notification().name())
                : List.of(named);
        var asked = services.stream()
                .map(each -> letters(each, wanted, OrderPages.orNull(OrderPages.typed(cursor))))
                .toList();
        var found = new java.util.ArrayList<OfService>();
        for (var i = 0; i < services.size(); i++) {
            var answer = asked.get(i).join();
            var letters = answer.found() == null ? new Letters(List.of(), null) : answer.found();
            found.add(new OfService(
                    services.get(i),
                    letters.items(),
                    answer.trouble(),
                    letters.next() == null
                            ? null
                            : link(wanted, services.get(i), letters.next()).toString()));
        }
        return Templates.deadLetters(new All(
                found,
                wanted,
                List.of(Outcome.values()),
                link(wanted, named, cursor).toString(),
                !named.isEmpty()));
    }

    private static Link link(@Nullable Outcome outcome, @Nullable String service, @Nullable String cursor) {
        return new Link("/dead-letters")
                .with("outcome", outcome)
                .with("service", service)
                .with("cursor", cursor);
    }

    private static @Nullable Outcome outcomeOf(String typed) {
        try {
            return typed.isEmpty() ? null : Outcome.valueOf(typed);
        } catch (IllegalArgumentException unknown) {
            throw Problems.badRequest(new Violation("outcome", "must be DEAD_LETTER or SET_ASIDE"));
        }
    }

    private CompletableFuture<Answer<Letters>> letters(
            String service, @Nullable Outcome outcome, @Nullable String cursor) {
        if (service.equals(OURS)) {
            var page = Page.of(
                    rows.newest(null, outcome, Cursor.read(cursor, 1), ROWS + 1), ROWS, row -> Cursor.of(row.id()));
            return CompletableFuture.completedFuture(Answer.of(new Letters(page.items(), page.next())));
        }
        var path = new Link("/api/v1/dead-letters")
                .with("limit", ROWS)
                .with("outcome", outcome)
                .with("cursor", cursor);
        return neighbour(service).list(path.toString(), Letters.class);
    }

    record One(
            String service,
            @Nullable DeadLetterView letter,
            @Nullable String trouble,
            @Nullable String text,
            @Nullable String bytes,
            int size,
            boolean isReplayed) {}

    @GET
    @Path("{service}/{id}")
    public TemplateInstance deadLetter(@RestPath String service, @RestPath UUID id, @RestQuery @Nullable String done) {
        var answer = letter(service, id);
        var letter = answer.found();
        if (letter == null && answer.trouble() == null) {
            throw unknown(id);
        }
        var bytes = letter == null || letter.valueBase64() == null
                ? new byte[0]
                : Base64.getDecoder().decode(letter.valueBase64());
        return Templates.deadLetter(new One(
                service,
                letter,
                answer.trouble(),
                letter == null || letter.value() == null ? null : Bytes.visible(letter.value()),
                bytes.length == 0 ? null : Bytes.dump(bytes),
                bytes.length,
                "replayed".equals(done) && letter != null && letter.replayedAt() != null));
    }

    private Answer<DeadLetterView> letter(String service, UUID id) {
        return service.equals(OURS)
                ? answer(rows.find(id))
                : neighbour(service)
                        .find("/api/v1/dead-letters/" + id, DeadLetterView.class)
                        .join();
    }

    @POST
    @Path("{service}/{id}/replay")
    @Transactional
    public Response replay(@RestPath String service, @RestPath UUID id) {
        var answer = service.equals(OURS)
                ? answer(rows.replay(id))
                : neighbour(service)
                        .post("/api/v1/dead-letters/" + id + "/replay", DeadLetterView.class)
                        .join();
        if (answer.trouble() != null) {
            throw Problems.unavailable(answer.trouble());
        }
        if (answer.found() == null) {
            throw unknown(id);
        }
        return Response.seeOther(URI.create("/dead-letters/" + service + "/" + id + "?done=replayed"))
                .build();
    }

    private static Answer<DeadLetterView> answer(Optional<DeadLetterView> letter) {
        return letter.map(Answer::of).orElseGet(Answer::nothing);
    }

    private Neighbour neighbour(String service) {
        return neighbours.named(service).orElseThrow(() -> Problems.notFound("there is no service of this name"));
    }

    private static RuntimeException unknown(UUID id) {
        return Problems.notFound("dead letter " + id + " is not known");
    }
}
