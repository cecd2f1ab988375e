package dev.backdrop.local.simulator.picwish;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A background to be made for a subject that has been cut out already.
 *
 * @param prompt what was asked for in words; empty if by number
 * @param scene the prompt, or the number of a scene
 */
record GenerationOrder(PictureSource foreground, Terms terms, String prompt, String scene) implements Order {

    private static final int LONGEST_PROMPT = 1024;

    private static final Set<String> FIELDS =
            Set.of("image_url", "image_file", "prompt", "scene_type", "negative_prompt", "batch_size", "callback_url");

    /** @throws Refusal if the fields aren't what the contract says */
    static GenerationOrder read(TaskKind kind, Form form, PicWishOptions options) {
        Set<String> fields = new HashSet<>(FIELDS);
        if (kind == TaskKind.R_BACKGROUND) {
            fields.add("sync");
        }
        form.allowOnly(fields);
        PictureSource foreground = PictureSource.read(form, "image", options)
                .orElseThrow(() -> Refusal.wrongParameter("image_url or image_file is needed"));
        Optional<String> prompt = form.text("prompt").map(text -> checked("prompt", text));
        Optional<String> type = form.text("scene_type");
        type.filter(text -> !text.matches("\\d{1,9}")).ifPresent(text -> {
            throw Refusal.wrongParameter("scene_type must be an integer");
        });
        if (prompt.isPresent() == type.isPresent()) {
            throw Refusal.wrongParameter("exactly one of prompt and scene_type is needed");
        }
        form.text("negative_prompt").ifPresent(text -> checked("negative_prompt", text));
        Order.checkCallback(form);
        int images = Integer.parseInt(form.choice("batch_size", Set.of("1", "2"), "2"));
        return new GenerationOrder(
                foreground,
                new Terms(kind, Order.sync(form), ReturnType.LINK, images),
                prompt.orElse(""),
                prompt.orElseGet(() -> "scene " + type.orElseThrow()));
    }

    private static String checked(String name, String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST_PROMPT) {
            throw Refusal.wrongParameter(name + " must have 1 to " + LONGEST_PROMPT + " characters");
        }
        return text;
    }
}
