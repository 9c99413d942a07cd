package io.backline.inventory.feed;

/** Which event of which source: by this it is retracted. */
public record EventId(String source, String id) {}
