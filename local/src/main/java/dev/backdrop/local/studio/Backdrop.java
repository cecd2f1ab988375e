package dev.backdrop.local.studio;

/** What goes behind the subject. */
interface Backdrop {

    /**
     * Paints a row; called for many rows at once, from several threads.
     *
     * @param row of the finished picture
     * @param out as wide as the picture; opaque, or 0 for nothing
     */
    void paint(int row, int[] out);
}
