package io.backline.order.console;

import java.util.Locale;

/** Foreign bytes, so that a reader sees what they are and nothing they could pretend to be. */
final class Bytes {
    private static final int MOST = 16_384;
    private static final int ROW = 16;

    private Bytes() {}

    /** Text with what cannot be seen, or turns the direction of what can, written out. */
    static String visible(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(MOST).forEach(character -> {
            if (character == '\n' || character == '\t' || !isInvisible(character)) {
                shown.appendCodePoint(character);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04X", character));
            }
        });
        return text.length() > MOST ? shown.append("\n…").toString() : shown.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Offset, sixteen bytes, and what of them is ASCII. */
    static String dump(byte[] bytes) {
        var shown = new StringBuilder();
        for (var row = 0; row < Math.min(bytes.length, MOST); row += ROW) {
            shown.append(String.format(Locale.ROOT, "%06x  ", row));
            var ascii = new StringBuilder();
            for (var i = row; i < row + ROW; i++) {
                shown.append(i < bytes.length ? String.format(Locale.ROOT, "%02x ", bytes[i]) : "   ");
                if (i < bytes.length) {
                    ascii.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
                }
            }
            shown.append(' ').append(ascii).append('\n');
        }
        return bytes.length > MOST ? shown.append("…\n").toString() : shown.toString();
    }
}
