package io.backline.order.order;

import io.backline.messaging.Trouble;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Lets orders go on whose hold was for a date that has come. */
@ApplicationScoped
class HoldSchedule {
    private static final Logger LOG = Logger.getLogger(HoldSchedule.class);
    private static final int BATCH = 200;
    private static final int PATIENCE = 10;

    private final OrderDesk desk;

    HoldSchedule(OrderDesk desk) {
        this.desk = desk;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void liftDue() {
        try {
            while (desk.liftDue(BATCH, 0) == BATCH) {
                LOG.debug("more holds are due");
            }
        } catch (RuntimeException failed) {
            LOG.warnf("holds whose date has come are lifted one by one: %s", Trouble.told(failed));
            liftApart();
        }
    }

    /** One that cannot be lifted does not keep the others; after several failures in a row the database is away, and all are lifted later. */
    private void liftApart() {
        var failed = 0;
        var inARow = 0;
        while (inARow < PATIENCE) {
            try {
                if (desk.liftDue(1, failed) == 0) {
                    return;
                }
                inARow = 0;
            } catch (RuntimeException again) {
                LOG.warnf("a hold whose date has come is lifted later: %s", Trouble.told(again));
                failed++;
                inARow++;
            }
        }
    }
}
