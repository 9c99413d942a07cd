package io.backline.notification.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of any script as a header value, RFC 2047. The mail library cuts letters beyond the basic plane in two. */
final class EncodedWords {
    static final String FOLD = "\r\n ";

    private static final Pattern PLAIN = Pattern.compile("[ -~&&[^=]]{0,66}");
    private static final int BYTES_A_WORD = 45;

    private EncodedWords() {}

    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : words(text);
    }

    private static String words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(letter -> {
            if (bytes(word + letter).length > BYTES_A_WORD) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.append(letter);
        });
        words.add(word.toString());
        return words.stream()
                .map(part -> "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(part)) + "?=")
                .collect(Collectors.joining(FOLD));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
