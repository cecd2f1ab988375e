package dev.backdrop.provider.picwish;

import static java.util.Map.entry;

import dev.backdrop.failure.FailureCode;
import dev.backdrop.provider.Meaning;
import dev.backdrop.provider.Meaning.Next;
import java.util.Map;

/**
 * The states below zero with which a task ends, of the page's "Task status codes". The vendor's price list
 * (https://picwish.com/credit-cost) speaks of credits per successful call, so none of them is taken to be charged [assumed].
 */
final class StateErrors {

    private static final Meaning BROKEN = new Meaning(
            FailureCode.TASK_FAILED, Next.FRESH_TASK, "failed on the task by its own fault. A fresh task may do.");

    private static final Meaning EMPTY = new Meaning(
            FailureCode.TASK_FAILED,
            Next.FRESH_TASK,
            "ended the task with an empty result, maybe for want of a subject. A fresh task may do; if not, send another"
                    + " photo.");

    private static final Meaning NOT_FETCHED = new Meaning(
            FailureCode.TASK_FAILED,
            Next.FRESH_TASK,
            "could not fetch a picture from the address that it was given. A fresh task gets a fresh address.");

    private static final Meaning NO_CAPACITY = new Meaning(
            FailureCode.TASK_FAILED,
            Next.FRESH_TASK,
            "had no capacity for the task. A fresh task may do, best after a while.");

    private static final Meaning TIMED_OUT = new Meaning(
            FailureCode.TASK_TIMEOUT,
            Next.FRESH_TASK,
            "gave the task up after its limit of 180 seconds. A fresh task may do.");

    private static final Meaning TOO_LARGE = new Meaning(
            FailureCode.INVALID_PHOTO,
            Next.STOP,
            "finds the photo too large. Lower BACKDROP_PICWISH_MAX_BYTES or BACKDROP_PICWISH_MAX_SIDE.");

    private static final Meaning UNREADABLE = new Meaning(
            FailureCode.INVALID_PHOTO, Next.STOP, "can't read the photo. Save it again as JPEG or PNG and send that.");

    private static final Meaning UNSUITABLE = new Meaning(
            FailureCode.INVALID_PHOTO,
            Next.STOP,
            "can't work with what the photo shows. Send one with a clear subject.");

    private static final Meaning MODERATED = new Meaning(
            FailureCode.CONTENT_REJECTED,
            Next.STOP,
            "rejects the photo, its background or the prompt as prohibited. Use another one.");

    private static final Meaning BAD_PROMPT =
            new Meaning(FailureCode.UNSUPPORTED_REQUEST, Next.STOP, "does not take the prompt. Reword it.");

    private static final Meaning OTHER = new Meaning(
            FailureCode.TASK_FAILED,
            Next.STOP,
            "failed on the task for a reason that it doesn't document. Ask its support before starting the job again.");

    private static final Map<String, Meaning> BY_STATE = Map.ofEntries(
            entry("-1", BROKEN),
            entry("-2", BROKEN),
            entry("-3", NOT_FETCHED),
            entry("-5", TOO_LARGE),
            entry("-7", UNREADABLE),
            entry("-8", TIMED_OUT),
            entry("-9", BROKEN),
            entry("-10", MODERATED),
            entry("-11", EMPTY),
            entry("-13", BROKEN),
            entry("-14", UNSUITABLE),
            entry("-15", NO_CAPACITY),
            entry("-16", MODERATED),
            entry("-17", BAD_PROMPT));

    private StateErrors() {}

    /** @param state in decimal, without a fraction of zeros */
    static Meaning meaning(String state) {
        return BY_STATE.getOrDefault(state, OTHER);
    }
}
