package io.backline.order.order;

import io.backline.events.OptionalForeignId;
import io.backline.events.Quantity;
import io.backline.events.Text;
import io.backline.web.Problems;
import io.backline.web.Violation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is no longer wanted: the lines named, or, without any, the whole order. */
public record Cancellation(
        @Size(min = 1, max = 2_000, message = "must be 1 to 2,000 lines, or left out for the whole order") @Nullable
        List<@NotNull @Valid UnitsOfLine> lines,

        @Text String reason,
        @OptionalForeignId @Nullable String by,
        @Nullable Instant at) {

    public record UnitsOfLine(
            @Min(1) int lineNumber, @Quantity int quantity) {
        static List<UnitsOfLine> listOf(Map<Integer, Integer> units) {
            return units.entrySet().stream()
                    .map(line -> new UnitsOfLine(line.getKey(), line.getValue()))
                    .toList();
        }
    }

    /** Units by line; a line that the order does not have, or that is named twice, is a mistake. */
    SortedMap<Integer, Integer> unitsOf(Order order) {
        if (lines == null) {
            return order.wanted();
        }
        var units = new TreeMap<Integer, Integer>();
        var wrong = new ArrayList<Violation>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!order.hasLine(line.lineNumber())) {
                wrong.add(new Violation("lines[" + i + "].lineNumber", "the order has no line " + line.lineNumber()));
            } else if (units.put(line.lineNumber(), line.quantity()) != null) {
                wrong.add(new Violation("lines[" + i + "].lineNumber", "is given twice: " + line.lineNumber()));
            }
        }
        if (!wrong.isEmpty()) {
            throw Problems.unprocessable("these lines cannot be cancelled", wrong);
        }
        return units;
    }
}
