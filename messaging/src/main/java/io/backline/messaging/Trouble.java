package io.backline.messaging;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure says about trying again. */
public enum Trouble {
    /** The database cannot be reached or has no room: the same again, later. */
    AWAY,
    /** Others are in the way: the same again, and in smaller parts if that does not help. */
    CONTENDED,
    /** It will fail again. */
    BROKEN;

    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "55006", "57014", "25P03", "25P04");
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "58");
    private static final Set<String> AWAY_STATES = Set.of("57P01", "57P02", "57P03", "57P05", "40003", "25006");

    /** A value that cannot be, or a constraint that does not hold, stays wrong; a commit that failed without one may work the next time. */
    static Trouble of(Throwable failure) {
        var atCommit = BROKEN;
        for (var cause = failure; cause != null; cause = below(cause)) {
            if (cause instanceof SQLException sql && isWrong(sql.getSQLState())) {
                return BROKEN;
            }
            var trouble = ofOne(cause);
            if (trouble != BROKEN) {
                return trouble;
            }
            if (isAtCommit(cause)) {
                atCommit = CONTENDED;
            }
        }
        return atCommit;
    }

    /** What it is, and what lies at the bottom of it; of a commit that failed, why. What lies between may name what customers wrote, and is not told. */
    public static String told(Throwable failure) {
        var bottom = failure;
        for (var next = failure; next != null; next = below(next)) {
            bottom = next;
        }
        return bottom == failure ? failure.toString() : failure.getClass().getSimpleName() + " because of " + bottom;
    }

    /** The transaction manager names what made a commit fail as suppressed. What else is suppressed came after the failure, and says nothing about it. */
    private static @Nullable Throwable below(Throwable failure) {
        return failure.getCause() == null && isAtCommit(failure) && failure.getSuppressed().length > 0
                ? failure.getSuppressed()[0]
                : failure.getCause();
    }

    private static boolean isAtCommit(Throwable cause) {
        return cause instanceof RollbackException
                || cause instanceof HeuristicMixedException
                || cause instanceof HeuristicRollbackException
                || cause instanceof SystemException;
    }

    private static boolean isWrong(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static Trouble ofOne(Throwable cause) {
        return switch (cause) {
            case SQLException sql when ofState(sql.getSQLState()) != BROKEN -> ofState(sql.getSQLState());
            case SQLTransientException passes -> AWAY;
            case SQLRecoverableException passes -> AWAY;
            case SQLNonTransientConnectionException passes -> AWAY;
            case ConnectionException noneToHave -> AWAY;
            case InterruptedException stopped -> AWAY;
            case OutOfMemoryError noRoom -> AWAY;
            default -> BROKEN;
        };
    }

    private static Trouble ofState(@Nullable String state) {
        if (state == null || state.length() < 2) {
            return BROKEN;
        }
        if (CONTENTION.contains(state)) {
            return CONTENDED;
        }
        return AWAY_STATES.contains(state) || AWAY_CLASSES.contains(state.substring(0, 2)) ? AWAY : BROKEN;
    }
}
