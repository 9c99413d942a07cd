package io.backline.messaging;

/** Why a message was not acted upon. */
public enum Outcome {
    /** Broken, or contradicting what is. */
    DEAD_LETTER,
    /** Understood, but not for us. */
    SET_ASIDE
}
