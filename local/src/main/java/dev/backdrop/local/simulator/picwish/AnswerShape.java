package dev.backdrop.local.simulator.picwish;

/** The two shapes in which the vendor's pages show a task. */
public enum AnswerShape {
    /** Times are texts of Unix seconds. */
    CURRENT,
    /** Times are integers; {@code state_detail} and {@code return_type} come with them. The words of the former are made up. */
    OLDER
}
