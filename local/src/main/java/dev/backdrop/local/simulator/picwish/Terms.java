package dev.backdrop.local.simulator.picwish;

/**
 * What of an order is kept for as long as its task is known: not the pictures.
 *
 * @param sync whether the answer to its creation waits for the result
 * @param images how many pictures it asks for
 */
record Terms(TaskKind kind, boolean sync, ReturnType returnType, int images) {

    /** Credits that a success costs at most. */
    int highestPrice(Prices prices) {
        return price(prices, images);
    }

    /** Credits that a success costs that brings so many pictures; cutting out costs the same for any. */
    int price(Prices prices, int delivered) {
        return kind == TaskKind.SEGMENTATION ? prices.segmentation() : prices.images(delivered);
    }
}
