package dev.backdrop.provider.fashn;

import static java.util.Map.entry;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Capabilities.Input;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Errors of a task, found in {@code error.name} of a good answer: those of the model's page
 * (https://docs.fashn.ai, "Background Change", "Runtime Errors"), those that the vendor's client libraries know beside them,
 * and the old names of https://docs.fashn.ai/fashn-api/errors. The vendor charges for none of them.
 */
final class RuntimeErrors {

    private static final String IMAGE_LOAD = "imageloaderror";

    private static final Meaning UNREADABLE = new Meaning(
            FailureCode.INVALID_PHOTO, Next.STOP, "can't read the photo. Save it again as JPEG or PNG and send that.");

    private static final Meaning NOT_FETCHED = new Meaning(
            FailureCode.TASK_FAILED,
            Next.FRESH_TASK,
            "could not fetch the photo from its address. A fresh task gets a fresh address; if that fails too, set"
                    + " BACKDROP_FASHN_INPUT=upload.");

    private static final Meaning UNSUITED = new Meaning(
            FailureCode.INVALID_PHOTO, Next.STOP, "can't work with what the photo shows. Send another photo.");

    private static final Meaning MODERATED = new Meaning(
            FailureCode.CONTENT_REJECTED,
            Next.STOP,
            "rejects the photo or the prompt as unsuitable. Use another photo or reword the prompt.");

    private static final Meaning PARAMETER = new Meaning(
            FailureCode.UNSUPPORTED_REQUEST,
            Next.STOP,
            "does not take a value of the request. Check the prompt, the seed and BACKDROP_FASHN_MODEL.");

    private static final Meaning THIRD_PARTY = new Meaning(
            FailureCode.TASK_FAILED,
            Next.FRESH_TASK,
            "passes work on to others, who failed or refused. A fresh task may do; if not, use another photo or reword the"
                    + " prompt.");

    private static final Meaning BROKEN = new Meaning(
            FailureCode.TASK_FAILED, Next.FRESH_TASK, "failed on the task by its own fault. A fresh task may do.");

    private static final Meaning OTHER = new Meaning(
            FailureCode.TASK_FAILED,
            Next.FRESH_TASK,
            "failed on the task for a reason that it doesn't document. A fresh task may do; if not, ask its support.");

    private static final Map<String, Meaning> BY_NAME = Map.ofEntries(
            entry("contentmoderationerror", MODERATED),
            entry("nsfwerror", MODERATED),
            entry("thirdpartyerror", THIRD_PARTY),
            entry("3rdpartyprovidererror", THIRD_PARTY),
            entry("pipelineerror", BROKEN),
            entry("internalservererror", BROKEN),
            entry("inputvalidationerror", PARAMETER),
            entry("phototypeerror", UNSUITED),
            entry("poseerror", UNSUITED),
            entry("loraloaderror", UNSUITED));

    private final Meaning imageLoad;

    /** @param input how photos are handed over: only an address can go stale */
    RuntimeErrors(Input input) {
        imageLoad = input == Input.URL ? NOT_FETCHED : UNREADABLE;
    }

    /** What a task's error means; one without a name, or with an unknown one, may not happen again. */
    Meaning meaning(Optional<String> name) {
        return name.flatMap(this::documented).orElse(OTHER);
    }

    /** What an error means if the vendor is known to use the name. */
    Optional<Meaning> documented(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return word.equals(IMAGE_LOAD) ? Optional.of(imageLoad) : Optional.ofNullable(BY_NAME.get(word));
    }
}
