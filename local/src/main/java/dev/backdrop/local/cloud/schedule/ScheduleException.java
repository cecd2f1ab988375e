package dev.backdrop.local.cloud.schedule;

/** An expression that AWS wouldn't take; the message says which part of it, and what could stand there. */
public final class ScheduleException extends RuntimeException {

    ScheduleException(String message) {
        super(message);
    }

    ScheduleException(String message, Throwable cause) {
        super(message, cause);
    }
}
