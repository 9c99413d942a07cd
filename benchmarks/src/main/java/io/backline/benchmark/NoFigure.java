package io.backline.benchmark;

/** A run that went wrong has no figure; the message says why. */
final class NoFigure extends RuntimeException {
    NoFigure(String message) {
        super(message);
    }
}
