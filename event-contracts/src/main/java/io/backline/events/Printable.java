package io.backline.events;

/** The character sets of the contract. Printable is all but control, format, surrogate, private and unassigned characters and line separators. */
final class Printable {
    static final String ID = "[^\\p{C}\\p{Zl}\\p{Zp}]{1,128}";
    static final String NAME = "(?!\\p{Z})[^\\p{C}\\p{Zl}\\p{Zp}]{1,64}(?<!\\p{Z})";
    static final String TEXT = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,500}";

    private Printable() {}
}
