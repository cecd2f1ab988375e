package dev.backdrop.local.simulator.picwish;

/**
 * Credits that a success costs, by the vendor's list of costs.
 *
 * @param segmentation for a subject cut out
 * @param oneImage for one generated picture
 * @param twoImages for two of them, together
 */
record Prices(int segmentation, int oneImage, int twoImages) {

    int images(int count) {
        return switch (count) {
            case 0 -> 0;
            case 1 -> oneImage;
            case 2 -> twoImages;
            default -> throw new IllegalArgumentException("a task makes two pictures at most, not " + count);
        };
    }
}
