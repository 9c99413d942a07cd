package io.backline.web;

import java.time.Duration;

/** Rows that are kept for a while. {@code forget} deletes {@code :most} of those from before {@code :before}, the oldest first, and skips what is locked. */
public record Remembered(Duration keep, String forget) {}
