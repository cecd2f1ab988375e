package dev.backdrop.local.simulator.picwish;

/** What a task is asked to do. */
sealed interface Order permits SegmentationOrder, GenerationOrder {

    Terms terms();

    /** The prompt, for what its words may ask to go wrong; empty if the task takes none. */
    String prompt();

    /** @throws Refusal if the fields aren't what the contract says */
    static Order read(TaskKind kind, Form form, PicWishOptions options) {
        return kind == TaskKind.SEGMENTATION
                ? SegmentationOrder.read(form, options)
                : GenerationOrder.read(kind, form, options);
    }

    /** Nobody is called back: the pages say neither what would be sent nor how it would be signed. */
    static void checkCallback(Form form) {
        form.address("callback_url");
    }

    /** The default isn't documented; asynchronous is what the pages recommend. */
    static boolean sync(Form form) {
        return form.flag("sync");
    }
}
