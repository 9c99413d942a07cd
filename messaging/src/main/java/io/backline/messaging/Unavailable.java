package io.backline.messaging;

import io.backline.web.Problems;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

/** A request that found the database away or others in the way did nothing and may be sent again. */
class Unavailable {
    private static final Logger LOG = Logger.getLogger(Unavailable.class);

    @ServerExceptionMapper({JdbiException.class, RollbackException.class, QuarkusTransactionException.class})
    Response answer(Exception failure) {
        if (Trouble.of(failure) == Trouble.BROKEN) {
            LOG.error("a request failed", failure);
            return Problems.of(Response.Status.INTERNAL_SERVER_ERROR, null).toResponse();
        }
        LOG.warnf("a request found no database: %s", failure);
        return Response.fromResponse(
                        Problems.of(503, "Service Unavailable", "try again in a moment", List.of(), Map.of())
                                .toResponse())
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }
}
