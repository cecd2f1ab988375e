package dev.backdrop.local.simulator.akool;

import dev.backdrop.photo.Layout.Box;
import java.util.Optional;

/**
 * Sizes and places that a task was given, in pixels.
 *
 * @param width of the canvas
 * @param height of the canvas
 * @param photo where the photo goes: {@code modify_origin_img_size} and {@code overlay_origin_x/y}
 * @param template where the background picture goes, if there is one
 */
public record Geometry(int width, int height, Box photo, Optional<Box> template) {}
