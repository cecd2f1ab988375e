package dev.backdrop.provider;

import dev.backdrop.photo.Photo;
import dev.backdrop.request.Request;

/**
 * One task to be submitted.
 *
 * @param jobId the job that it is for
 * @param attempt 1 for the job's first task
 * @param photo as the gate left it, within the provider's limits
 * @param request what to do with it, within the provider's capabilities
 */
public record TaskOrder(String jobId, int attempt, Photo photo, Request request) {}
