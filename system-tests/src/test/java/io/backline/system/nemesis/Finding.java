package io.backline.system.nemesis;

import java.util.Collection;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Something that is broken, in words that begin with what it is called in architecture.md, and where it was seen. */
record Finding(String seenIn, String words) {
    private static final Pattern INVARIANT = Pattern.compile("\\bI\\d+\\b|^locks\\b");

    /** What is broken is said before the first word that is no name of an invariant. */
    Set<String> invariants() {
        var names = words.split(" is |: ", 2)[0];
        return INVARIANT.matcher(names).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    boolean isAbout(Collection<String> named) {
        return invariants().stream().anyMatch(named::contains);
    }

    @Override
    public String toString() {
        return words;
    }
}
