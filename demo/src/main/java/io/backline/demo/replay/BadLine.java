package io.backline.demo.replay;

/** A line of an input file that cannot be played; the message is the reason. It is counted and the next one is read. */
final class BadLine extends Exception {
    BadLine(String reason) {
        super(reason, null, false, false);
    }
}
