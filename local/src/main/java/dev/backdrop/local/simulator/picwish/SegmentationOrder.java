package dev.backdrop.local.simulator.picwish;

import dev.backdrop.request.OutputFormat;
import java.awt.Color;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A subject to be cut out.
 *
 * @param image whether the picture is wanted
 * @param mask whether the mask is wanted
 * @param crop whether the result ends where the subject does
 * @param backdrop what the subject is put on
 */
record SegmentationOrder(
        PictureSource photo,
        Terms terms,
        boolean image,
        boolean mask,
        boolean crop,
        OutputFormat format,
        Backdrop backdrop)
        implements Order {

    private static final Set<String> FIELDS = Set.of(
            "image_url",
            "image_file",
            "sync",
            "type",
            "return_type",
            "output_type",
            "crop",
            "format",
            "bg_color",
            "bg_image_file",
            "bg_image_url",
            "callback_url");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{6}");

    /** What the subject is put on. */
    sealed interface Backdrop {

        /** Nothing in a PNG, white in a JPEG. */
        record None() implements Backdrop {}

        record Colour(Color color) implements Backdrop {}

        record Picture(PictureSource source) implements Backdrop {}
    }

    /** @throws Refusal if the fields aren't what the contract says */
    static SegmentationOrder read(Form form, PicWishOptions options) {
        form.allowOnly(FIELDS);
        PictureSource photo = PictureSource.read(form, "image", options)
                .orElseThrow(() -> Refusal.wrongParameter("image_url or image_file is needed"));
        form.text("type")
                .filter(type -> !Set.of("person", "object", "stamp").contains(type))
                .ifPresent(type -> {
                    throw Refusal.wrongParameter("type must be person, object, stamp or empty");
                });
        Order.checkCallback(form);
        OutputFormat format =
                form.choice("format", Set.of("png", "jpg"), "png").equals("png") ? OutputFormat.PNG : OutputFormat.JPEG;
        String output = form.choice("output_type", Set.of("1", "2", "3"), "2");
        boolean image = !output.equals("3");
        boolean mask = !output.equals("2");
        Terms terms = new Terms(TaskKind.SEGMENTATION, Order.sync(form), ReturnType.read(form), image && mask ? 2 : 1);
        checkBinary(terms);
        return new SegmentationOrder(
                photo, terms, image, mask, form.flag("crop"), format, backdrop(form, format, options));
    }

    private static void checkBinary(Terms terms) {
        if (terms.returnType() == ReturnType.BINARY && !terms.sync()) {
            throw Refusal.wrongParameter("return_type 3 is for sync requests only");
        }
        if (terms.returnType() == ReturnType.BINARY && terms.images() > 1) {
            throw Refusal.wrongParameter("return_type 3 brings one picture, output_type 1 asks for two");
        }
    }

    private static Backdrop backdrop(Form form, OutputFormat format, PicWishOptions options) {
        Optional<Color> color = form.text("bg_color").map(text -> color(text, format));
        Optional<PictureSource> picture = PictureSource.read(form, "bg_image", options);
        if (color.isPresent() && picture.isPresent()) {
            throw Refusal.wrongParameter("of the bg_ parameters only one may be used");
        }
        return color.<Backdrop>map(Backdrop.Colour::new)
                .or(() -> picture.map(Backdrop.Picture::new))
                .orElse(new Backdrop.None());
    }

    private static Color color(String text, OutputFormat format) {
        if (!HEX.matcher(text).matches()) {
            throw Refusal.wrongParameter("bg_color must be six hex digits, such as 81d4fa");
        }
        if (format != OutputFormat.JPEG) {
            throw Refusal.wrongParameter("bg_color needs format jpg");
        }
        return new Color(Integer.parseInt(text, 16));
    }

    @Override
    public String prompt() {
        return "";
    }
}
