package io.backline.demo.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What notification-service shows of notices. */
public final class NoticeBoard {
    private final Door notification;

    public NoticeBoard(URI url, Duration patience) {
        this.notification = new Door("notification-service", url, patience);
    }

    public String readiness() {
        return notification.readiness();
    }

    public List<JsonNode> ofOrder(UUID orderId) {
        var items = notification
                .get("/api/v1/notices", "orderId", orderId.toString())
                .path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    public JsonNode notice(String noticeId) {
        return notification.get("/api/v1/notices/" + noticeId);
    }
}
