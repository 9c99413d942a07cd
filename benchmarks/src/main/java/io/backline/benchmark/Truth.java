package io.backline.benchmark;

import io.backline.demo.Places;
import io.backline.demo.invariant.Invariants;
import io.backline.demo.invariant.Quiet;
import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Violation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;

/** Whether what a run left behind is right: speed that loses or doubles something is none. */
final class Truth implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Places places;
    private final Quiet quiet;

    Truth(Places places) {
        this.places = places;
        this.quiet = new Quiet(places.stores(), places.kafka(), places.topicPrefix());
    }

    /** Returns when nothing is on its way any more. */
    void awaitQuiet() throws SQLException {
        var rest = quiet.await(PATIENCE, progress -> {});
        if (!rest.isNothing()) {
            throw new NoFigure("it does not come to rest: " + rest);
        }
    }

    /** Throws unless every invariant holds over all three databases. */
    void check() throws SQLException {
        awaitQuiet();
        var broken = new Invariants(places.stores()).check();
        if (!broken.isEmpty()) {
            throw new NoFigure(broken.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        }
    }

    /** Throws unless exactly these orders of a channel exist. */
    void checkOrders(String channel, long acknowledged) throws SQLException {
        var stored = places.stores()
                .number(Store.ORDER, "select count(*) from orders where channel = '%s'".formatted(channel));
        if (stored != acknowledged) {
            throw new NoFigure(acknowledged + " orders of " + channel + " were acknowledged, " + stored + " exist");
        }
    }

    @Override
    public void close() {
        quiet.close();
    }
}
