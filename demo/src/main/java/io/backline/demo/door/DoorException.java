package io.backline.demo.door;

/** A service is away or answers what it should not; the message is for the person before the screen. */
public final class DoorException extends RuntimeException {
    DoorException(String message) {
        super(message);
    }

    DoorException(String message, Throwable cause) {
        super(message, cause);
    }
}
