package io.backline.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.replay.Feed.Skipped;
import io.backline.demo.replay.Happening.Item;
import io.backline.demo.replay.Happening.Stage;
import io.backline.demo.replay.Happening.StageReached;

/** Reads which stage an order or an item reached. A line without a stage is a delivery that failed. */
final class StageReading implements Feed.Reading {
    @Override
    public StageReached read(JsonNode line) throws BadLine, Skipped {
        var fields = new Fields(line);
        var item = fields.optionalText("item");
        return new StageReached(
                fields.time("at"),
                fields.text("externalId"),
                stage(line, fields),
                item == null ? null : new Item(item, fields.optionalText("sku")));
    }

    private static Stage stage(JsonNode line, Fields fields) throws BadLine, Skipped {
        if (!line.has("stage")) {
            return Stage.DELIVERY_FAILED;
        }
        return switch (fields.text("stage")) {
            case "placed" -> throw new Skipped("stage placed: the order itself tells it");
            case "backordered" -> throw new Skipped("stage backordered: Backline finds out itself");
            case "picking" -> Stage.PICKING;
            case "packed" -> Stage.PACKED;
            case "shipped" -> Stage.SHIPPED;
            case "delivered" -> Stage.DELIVERED;
            case "delivery-failed" -> Stage.DELIVERY_FAILED;
            case String other -> throw new BadLine("stage " + other + " is not known");
        };
    }
}
