package io.backline.order.order;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** Lets orders go on whose hold was for a date that has come. */
@ApplicationScoped
class HoldSchedule {
    private static final Logger LOG = Logger.getLogger(HoldSchedule.class);
    private static final int BATCH = 200;

    private final OrderDesk desk;

    HoldSchedule(OrderDesk desk) {
        this.desk = desk;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void liftDue() {
        try {
            while (desk.liftDue(BATCH) == BATCH) {
                LOG.debug("more holds are due");
            }
        } catch (JdbiException later) {
            LOG.warnf("holds whose date has come are lifted later: %s", later);
        }
    }
}
