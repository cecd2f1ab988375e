package dev.backdrop.failure;

/** Whether the vendor bills for a task that ended badly, as far as anybody can know. */
public enum Charge {
    NO,
    MAYBE,
    YES
}
