package io.backline.messaging;

import java.time.Instant;

/** A message that waits for what it speaks of. */
record EarlyMessage(String awaited, String source, String id, Instant time, RawMessage raw) {}
