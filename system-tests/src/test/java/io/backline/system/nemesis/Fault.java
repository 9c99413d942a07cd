package io.backline.system.nemesis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** One way to hurt. {@code recovery} is how long after the cure all must be well again. */
record Fault(String kind, Duration recovery, boolean mayRepeatMail, Health health, Blow blow) {
    private static final Duration SOON = Duration.ofSeconds(15);

    /** Strikes and holds for as long as it hurts. */
    interface Blow {
        Cure strike(Site site, RandomGenerator chance) throws Exception;
    }

    /** Ends the harm; from here on recovery is measured. */
    interface Cure {
        void apply() throws Exception;

        /** What was killed is started again by who watches over it, as everywhere. */
        Cure NONE_NEEDED = () -> {};
    }

    /** It should have hurt and did not: no survival to speak of. */
    static final class Missed extends Exception {
        Missed(String message) {
            super(message);
        }
    }

    Fault(String kind, Blow blow) {
        this(kind, SOON, false, Health.WHATEVER, blow);
    }

    Fault within(Duration longer) {
        return new Fault(kind, longer, mayRepeatMail, health, blow);
    }

    /** Where nobody can know whether a mail arrived, it is handed over again under the same Message-ID. */
    Fault repeatingMail() {
        return new Fault(kind, recovery, true, health, blow);
    }

    /** While it lasts, all services say that they are so. */
    Fault whileAllAre(Health health) {
        return new Fault(kind, recovery, mayRepeatMail, health, blow);
    }

    @Override
    public String toString() {
        return kind;
    }
}
