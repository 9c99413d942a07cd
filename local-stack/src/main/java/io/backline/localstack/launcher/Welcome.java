package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import java.util.List;
import java.util.stream.Collectors;

/** Where everything is, and what to try next. */
final class Welcome {
    private Welcome() {}

    static String text(Settings settings, List<Service> services, DataFolder data) {
        return """
                %s
                  %-22s localhost:%d
                  %-22s localhost:%d, databases orders, inventory, notification; user postgres, any password
                  %-22s SMTP localhost:%d, IMAP localhost:%d: log in as the recipient, any password
                  %-22s %s

                %s
                Ctrl-C or ./backline stop ends everything; ./backline status shows it.""".formatted(
                        services.stream()
                                .map(service -> "  %-22s http://localhost:%d/q/swagger-ui"
                                        .formatted(service.module, settings.port(service)))
                                .collect(Collectors.joining("\n")),
                        "Kafka",
                        settings.kafkaPort,
                        "PostgreSQL",
                        settings.postgresqlPort,
                        "mail",
                        settings.smtpPort,
                        settings.imapPort,
                        "logs",
                        data.root().resolve("logs"),
                        whatToTry(settings));
    }

    private static String whatToTry(Settings settings) {
        return """
                Try in another shell: an order for stock that nobody has, a receipt, and what became of it

                  curl -s http://localhost:%1$d/api/v1/orders -H 'Content-Type: application/json' -d '{
                    "channel": "web", "externalId": "1", "currency": "EUR", "shipTo": {"country": "DE"},
                    "customer": {"id": "ada", "email": "ada@example.org"},
                    "lines": [{"sku": "TEAPOT", "quantity": 2, "unitPrice": "24.90"}]}'

                  curl -s http://localhost:%2$d/api/v1/warehouse-events -H 'Content-Type: application/cloudevents+json' -d '{
                    "specversion": "1.0", "id": "receipt-1", "source": "/warehouse", "type": "io.backline.warehouse.StockReceived",
                    "data": {"sku": "TEAPOT", "quantity": 5, "receivedAt": "2026-01-31T09:00:00Z"}}'

                  curl -s 'http://localhost:%1$d/api/v1/orders?channel=web&externalId=1'
                  curl -s http://localhost:%1$d/api/v1/backlog
                  curl -s 'http://localhost:%3$d/api/v1/notices?customerId=ada'

                or ./backline demo, a story that tells itself in under a minute.
                """.formatted(settings.orderPort, settings.inventoryPort, settings.notificationPort);
    }
}
