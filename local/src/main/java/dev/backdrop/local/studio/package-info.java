/**
 * The studio: a provider of our own, free and offline. It cuts the subject out of a photo (u2netp on ONNX Runtime, refined
 * to the photo's own edges) and puts it on a colour, a picture or nothing; for a prompt it paints a plain backdrop in the
 * prompt's colours, which is a preview and says so.
 *
 * <p>{@link dev.backdrop.local.studio.StudioServer} speaks this protocol, JSON and pictures over HTTP, described in full
 * in {@code docs/studio-protocol.md}:
 *
 * <ul>
 *   <li>{@code PUT /v1/photos/{sha256}}: uploads a photo: 204
 *   <li>{@code POST /v1/tasks} with {@code Idempotency-Key}: starts a task: 202 with its {@code taskId}
 *   <li>{@code GET /v1/tasks/{taskId}}: running, succeeded with the result's address, or failed
 *   <li>{@code GET /v1/results/{id}}: the result's bytes
 * </ul>
 */
package dev.backdrop.local.studio;
