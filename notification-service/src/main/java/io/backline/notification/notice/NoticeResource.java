package io.backline.notification.notice;

import io.backline.events.OptionalForeignId;
import io.backline.web.Cursor;
import io.backline.web.Limit;
import io.backline.web.Page;
import io.backline.web.Problems;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What customers were told. */
@Path("/api/v1/notices")
class NoticeResource {
    private final Notices notices;

    NoticeResource(Notices notices) {
        this.notices = notices;
    }

    @GET
    @Operation(summary = "Notices in the order they began, from the first change on")
    public Page<NoticeView> list(
            @RestQuery @Nullable UUID orderId,
            @RestQuery @OptionalForeignId @Nullable String customerId,
            @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit,
            @RestQuery @Nullable String cursor) {
        var after = Cursor.read(cursor, 1);
        var found = notices.list(orderId, customerId, after == null ? null : after.uuid(0), limit + 1);
        return Page.of(found, limit, notice -> Cursor.of(notice.noticeId())).map(NoticeView::of);
    }

    @GET
    @Path("{noticeId}")
    @Operation(summary = "One notice with the mail as it was handed over")
    public NoticeView.Rendered find(@RestPath UUID noticeId) {
        var notice =
                notices.find(noticeId).orElseThrow(() -> Problems.notFound("notice " + noticeId + " is not known"));
        return NoticeView.Rendered.of(notice, notices.mail(noticeId).orElse(null));
    }
}
