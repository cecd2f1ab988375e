package dev.backdrop.provider.perfectcorp;

import static java.util.Map.entry;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import java.util.Locale;
import java.util.Map;

/**
 * Errors of a task, found in {@code data.error} of a good answer: those of the product's page
 * (https://docs.perfectcorp.com/reference/ai_photo_background_change, "Error Codes") and of the API's shared list. The vendor
 * charges for none of them. Its engine adds codes of its own, which a fresh task may not meet.
 */
final class EngineErrors {

    private static final Meaning TOO_LARGE = new Meaning(
            FailureCode.INVALID_PHOTO,
            Next.STOP,
            "finds the photo too large, in bytes, pixels or proportions. Send a smaller or less elongated one.");

    private static final Meaning UNREADABLE = new Meaning(
            FailureCode.INVALID_PHOTO, Next.STOP, "can't read the photo. Save it again as JPEG or PNG and send that.");

    private static final Meaning MASK = new Meaning(
            FailureCode.INVALID_PHOTO,
            Next.STOP,
            "finds that the photo and its mask differ in size. Send another photo.");

    private static final Meaning FACE = new Meaning(
            FailureCode.INVALID_PHOTO,
            Next.STOP,
            "finds no face, or not one that it can work with. Send another photo.");

    private static final Meaning PARAMETER = new Meaning(
            FailureCode.UNSUPPORTED_REQUEST,
            Next.STOP,
            "does not take a value of the request, most likely the prompt. Reword it.");

    private static final Meaning MODERATED = new Meaning(
            FailureCode.CONTENT_REJECTED,
            Next.STOP,
            "rejects the photo or the prompt as unsuitable. Use another photo or reword the prompt.");

    private static final Meaning NOT_FETCHED = new Meaning(
            FailureCode.TASK_FAILED, Next.FRESH_TASK, "could not fetch the photo. A fresh task gets a fresh address.");

    private static final Meaning BROKEN = new Meaning(
            FailureCode.TASK_FAILED, Next.FRESH_TASK, "failed on the task by its own fault. A fresh task may do.");

    private static final Meaning OTHER = new Meaning(
            FailureCode.TASK_FAILED,
            Next.FRESH_TASK,
            "failed on the task for a reason that it doesn't document. A fresh task may do; if not, ask its support.");

    private static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            entry("exceed_max_filesize", TOO_LARGE),
            entry("error_exceed_max_image_size", TOO_LARGE),
            entry("error_unsupport_ratio", TOO_LARGE),
            entry("size_mismatch_on_input_image_and_mask", MASK),
            entry("invalid_parameter", PARAMETER),
            entry("error_download_image", NOT_FETCHED),
            entry("error_download_mask", NOT_FETCHED),
            entry("error_decode_image", UNREADABLE),
            entry("error_decode_mask", UNREADABLE),
            entry("error_nsfw_content_detected", MODERATED),
            entry("exceed_nsfw_retry_limits", MODERATED),
            entry("error_no_face", FACE),
            entry("error_pose", FACE),
            entry("error_face_parsing", FACE),
            entry("error_inference", BROKEN),
            entry("error_upload", BROKEN),
            entry("unknown_internal_error", BROKEN));

    private EngineErrors() {}

    static Meaning meaning(String code) {
        return BY_CODE.getOrDefault(code.strip().toLowerCase(Locale.ROOT), OTHER);
    }
}
