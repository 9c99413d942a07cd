package io.backline.order.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backline.events.Json;
import io.backline.order.order.NdjsonLines.NumberedLine;
import io.backline.web.JsonViolations;
import io.backline.web.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places orders as they stream in and answers each while the next are read, in chunks that share a transaction. A bad line fails alone; what was placed
 * before the stream broke stays placed.
 */
@ApplicationScoped
class BulkIntake {
    private static final int LONGEST_LINE = 10_000_000;
    private static final int ORDERS_A_CHUNK = 200;
    private static final int LINES_A_CHUNK = 4_000;

    private final Gatherer gatherer;
    private final OrderCheck check;
    private final ObjectMapper json;

    BulkIntake(Gatherer gatherer, OrderCheck check, ObjectMapper json) {
        this.gatherer = gatherer;
        this.check = check;
        this.json = json;
    }

    void place(InputStream orders, @Nullable String key, OutputStream results) throws IOException {
        var lines = new NdjsonLines(orders, LONGEST_LINE);
        var chunk = new Chunk();
        for (var line = lines.next(); line != null; line = lines.next()) {
            chunk.add(line, key);
            if (chunk.isFull() || !lines.isMoreWaiting()) {
                chunk.answer(results);
                chunk = new Chunk();
            }
        }
        chunk.answer(results);
    }

    private final class Chunk {
        private final List<@Nullable BulkResult> results = new ArrayList<>();
        private final List<Posting> postings = new ArrayList<>();
        private final List<Long> lineNumbers = new ArrayList<>();
        private int orderLines;

        boolean isFull() {
            return results.size() >= ORDERS_A_CHUNK || orderLines >= LINES_A_CHUNK;
        }

        /** A line that can be placed waits for the others of its chunk; one that cannot has its answer. */
        void add(NumberedLine line, @Nullable String key) {
            if (line.isTooLong()) {
                results.add(BulkResult.refused(line.number(), 413, "a line may have 10 MB", List.of()));
                return;
            }
            try {
                var order = json.readValue(line.json(), NewOrder.class);
                var violations =
                        order == null ? List.of(new Violation("", "must be an order")) : check.violations(order);
                if (order == null || !violations.isEmpty()) {
                    results.add(BulkResult.refused(line.number(), 422, "this order cannot be placed", violations));
                    return;
                }
                results.add(null);
                postings.add(new Posting(order, key == null ? null : key + "#" + line.number()));
                lineNumbers.add(line.number());
                orderLines += order.lines().size();
            } catch (JsonProcessingException unreadable) {
                results.add(BulkResult.refused(
                        line.number(), 400, "this line cannot be read", List.of(JsonViolations.of(unreadable))));
            } catch (IOException unreadable) {
                results.add(BulkResult.refused(
                        line.number(), 400, "this line cannot be read", List.of(new Violation("", "is not UTF-8"))));
            }
        }

        void answer(OutputStream out) throws IOException {
            if (results.isEmpty()) {
                return;
            }
            var placements = postings.isEmpty() ? List.<Placement>of() : gatherer.placeAll(postings);
            var placed = 0;
            for (var result : results) {
                var known = result != null ? result : BulkResult.of(lineNumbers.get(placed), placements.get(placed++));
                out.write(Json.write(known));
                out.write('\n');
            }
            out.flush();
        }
    }
}
