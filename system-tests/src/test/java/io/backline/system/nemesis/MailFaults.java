package io.backline.system.nemesis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.backline.system.nemesis.LetterBox.Mood;
import java.util.Arrays;
import java.util.List;

/** A mail server in each of its bad moods. */
final class MailFaults {
    private MailFaults() {}

    static List<Fault> all(Scale scale) {
        return Arrays.stream(Mood.values())
                .filter(mood -> mood != Mood.KIND)
                .map(mood -> of(mood, scale))
                .toList();
    }

    private static Fault of(Mood mood, Scale scale) {
        var fault = new Fault("mail server: " + mood.words(), (site, chance) -> {
                    site.letterBox().become(mood);
                    SECONDS.sleep(scale.silence().toSeconds());
                    return () -> site.letterBox().become(Mood.KIND);
                })
                .whileAllAre(Health.READY);
        return mood.leavesDoubt() ? fault.repeatingMail() : fault;
    }
}
