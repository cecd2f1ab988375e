package dev.backdrop.local.simulator.picwish;

import java.util.Set;

/** How a result is handed over, with the numbers of {@code return_type}. */
enum ReturnType {
    LINK(1),
    BASE64(2),
    BINARY(3);

    private final int number;

    ReturnType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The default isn't documented; a link is what every sample shows. */
    static ReturnType read(Form form) {
        return values()[Integer.parseInt(form.choice("return_type", Set.of("1", "2", "3"), "1")) - 1];
    }
}
