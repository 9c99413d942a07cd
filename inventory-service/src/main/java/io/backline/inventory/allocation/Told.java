package io.backline.inventory.allocation;

import io.backline.events.EventStream;
import java.time.Instant;

/** An event that tells of a decision, and the latest event time among its causes. */
record Told<E>(EventStream<E> stream, E event, Instant at) {}
