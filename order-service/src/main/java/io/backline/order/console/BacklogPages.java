package io.backline.order.console;

import io.backline.order.backlog.Backlog;
import io.backline.order.backlog.BacklogView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** The whole backlog on one page. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class BacklogPages {
    private final Backlog backlog;
    private final Clock clock;

    BacklogPages(Backlog backlog, Clock clock) {
        this.backlog = backlog;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance backlog(BacklogView view);
    }

    @GET
    public TemplateInstance backlog() {
        return Templates.backlog(backlog.asOf(clock.instant()));
    }
}
