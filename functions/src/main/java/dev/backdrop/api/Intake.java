package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.Job;

/**
 * Makes a job of a photo from one kind of origin. Can be done again with the same turn, and then finds the same job.
 *
 * @param <O> the kind of origin
 */
interface Intake<O extends PhotoOrigin> {

    /** @param created false if the job was there already */
    record Taken(Job job, boolean created) {}

    /** @throws ProblemException if there is none to be made; then nothing was done */
    Taken take(O origin, ObjectNode asked, Idempotency.Turn turn);
}
