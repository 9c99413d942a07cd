package io.backline.messaging;

/** Says that this event of a source that counts its events came, not what became of it. */
public record Numbered(String source, long number) {}
