package dev.backdrop.local.simulator.akool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.photo.Layout.Box;
import java.awt.Color;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What a task is asked to do.
 *
 * @param photo where the photo is
 * @param removeBackground whether the photo is cut out
 * @param color the ground, if it has one
 * @param template where the background picture is, if there is one
 * @param geometry with a place for the background picture if there is one
 */
record TaskRequest(
        URI photo, boolean removeBackground, Optional<Color> color, Optional<URI> template, Geometry geometry) {

    private static final Set<String> FIELDS = Set.of(
            "color_code",
            "template_url",
            "origin_img",
            "modify_template_size",
            "modify_origin_img_size",
            "overlay_origin_x",
            "overlay_origin_y",
            "overlay_template_x",
            "overlay_template_y",
            "canvas_size",
            "webhookUrl",
            "removeBg");

    private static final Set<String> TEMPLATE_FIELDS =
            Set.of("modify_template_size", "overlay_template_x", "overlay_template_y");

    /** The vendor publishes none; a canvas must fit into memory. */
    private static final long LARGEST_CANVAS = 50_000_000;

    /** @throws Refusal if the body isn't what the page says */
    static TaskRequest read(ObjectNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw Refusal.parameter("unexpected field " + name);
            }
        });
        Fields fields = new Fields(body);
        URI photo = fields.address("origin_img").orElseThrow(() -> Refusal.missing("origin_img"));
        Optional<URI> template = fields.address("template_url");
        // Accepted, and not called.
        fields.address("webhookUrl");
        return new TaskRequest(
                photo,
                fields.truth("removeBg"),
                fields.color("color_code"),
                template,
                geometry(fields, template.isPresent()));
    }

    private static Geometry geometry(Fields fields, boolean withTemplate) {
        int[] canvas = fields.size("canvas_size");
        if ((long) canvas[0] * canvas[1] > LARGEST_CANVAS) {
            throw Refusal.parameter("canvas_size has more than " + LARGEST_CANVAS + " pixels");
        }
        Box photo = box(fields, "modify_origin_img_size", "overlay_origin");
        if (!withTemplate) {
            TEMPLATE_FIELDS.stream().filter(fields::has).findFirst().ifPresent(name -> {
                throw Refusal.parameter(name + " is for use with template_url");
            });
        }
        Optional<Box> template =
                withTemplate ? Optional.of(box(fields, "modify_template_size", "overlay_template")) : Optional.empty();
        return new Geometry(canvas[0], canvas[1], photo, template);
    }

    private static Box box(Fields fields, String size, String overlay) {
        int[] sides = fields.size(size);
        return new Box(fields.whole(overlay + "_x"), fields.whole(overlay + "_y"), sides[0], sides[1]);
    }
}
