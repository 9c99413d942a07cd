package io.backline.web;

/** One wrong thing: which field, and why. */
public record Violation(String field, String reason) {}
