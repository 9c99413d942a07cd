package io.backline.notification.notice;

import io.backline.notification.contact.Contact;
import io.backline.notification.notice.Notice.Claimed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a letter says, in words that stay on their line whatever the shop called things. */
record Letter(@Nullable String name, String order, boolean isBadNews, List<Entry> waiting, List<Entry> released) {

    static Letter of(Claimed notice, Contact contact) {
        var news = notice.news();
        return new Letter(
                contact.name() == null ? null : oneLine(contact.name()),
                oneLine(notice.externalId()),
                news.kind() == NoticeKind.BACKORDERED,
                entries(news.waiting()),
                entries(news.released()));
    }

    /** Who is written to; a name that says nothing is left out. */
    public String greeting() {
        return name == null || name.isEmpty() ? "Hello," : "Hello " + name + ",";
    }

    public String subject() {
        if (isBadNews) {
            return "Your order " + order + ": some items have to wait for stock";
        }
        return waiting.isEmpty()
                ? "Your order " + order + ": the items that waited are reserved for you now"
                : "Your order " + order + ": some items that waited are reserved for you now";
    }

    private static List<Entry> entries(List<LineUnits> lines) {
        return lines.stream()
                .map(line -> new Entry(line.lineNumber(), oneLine(line.sku()), line.units()))
                .toList();
    }

    /** Without control, direction-changing and other invisible characters. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    }

    /** One order line in the letter. */
    record Entry(int line, String sku, int units) {
        public String count() {
            return units == 1 ? "1 unit" : units + " units";
        }
    }
}
