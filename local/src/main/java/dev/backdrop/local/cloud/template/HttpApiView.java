package dev.backdrop.local.cloud.template;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An HTTP API of the template.
 *
 * @param definition its OpenAPI document, if the template names a file
 */
public record HttpApiView(String logicalId, String name, Optional<Path> definition) {}
