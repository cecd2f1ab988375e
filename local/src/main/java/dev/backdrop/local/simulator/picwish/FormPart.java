package dev.backdrop.local.simulator.picwish;

import java.util.Optional;

/**
 * One field of a form.
 *
 * @param fileName there if the field is a file, be it empty
 * @param content byte for byte
 */
record FormPart(String name, Optional<String> fileName, byte[] content) {}
