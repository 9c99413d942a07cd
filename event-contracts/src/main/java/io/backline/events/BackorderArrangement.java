package io.backline.events;

/** Whether a line may wait for stock; a line that may not is cancelled for what is short. */
public enum BackorderArrangement {
    ACCEPT,
    REFUSE
}
