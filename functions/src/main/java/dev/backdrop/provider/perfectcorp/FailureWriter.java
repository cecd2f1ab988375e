package dev.backdrop.provider.perfectcorp;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes failures so that a person can act on them, with the vendor's own words and the name of the call for its support. */
final class FailureWriter {

    private static final int LONGEST_QUOTE = 200;

    private final String apiKey;

    FailureWriter(String apiKey) {
        this.apiKey = apiKey;
    }

    /** A failure that an answer told of. */
    Failure of(Meaning meaning, VendorAnswer answer, Charge charged) {
        List<String> marks = new ArrayList<>();
        marks.add("HTTP " + answer.status());
        answer.errorCode().map(this::quotable).ifPresent(marks::add);
        return failure(
                meaning,
                answer.errorText(),
                answer.errorCode().orElseGet(() -> "HTTP " + answer.status()),
                marks,
                answer.requestId(),
                charged);
    }

    /** A failure of the task itself, which came with a good answer. */
    Failure ofTask(
            Meaning meaning, Optional<String> code, Optional<String> words, VendorAnswer answer, Charge charged) {
        List<String> marks = new ArrayList<>();
        code.map(this::quotable).ifPresent(marks::add);
        return failure(meaning, words, code.orElse(null), marks, answer.requestId(), charged);
    }

    /** Nothing came back that could be read. */
    Failure silence(NoAnswer nothing, Charge charged) {
        return new Failure(
                FailureCode.PROVIDER_UNAVAILABLE,
                "Perfect Corp could not be reached: " + quotable(nothing.message()) + ". Try again later.",
                PerfectCorpProvider.NAME,
                null,
                true,
                charged);
    }

    /**
     * The billed call came to no clear end.
     *
     * @param why completes "because ..."
     */
    Failure unknownSubmission(String why, String providerCode, Optional<String> requestId) {
        String mark = requestId.map(id -> " (request id " + quotable(id) + ")").orElse("");
        return new Failure(
                FailureCode.SUBMIT_UNKNOWN,
                "Whether Perfect Corp made, and charges for, a task is unknown, because " + quotable(why)
                        + ". Look at the account's usage before starting the job again." + mark,
                PerfectCorpProvider.NAME,
                providerCode == null ? null : quotable(providerCode),
                false,
                Charge.MAYBE);
    }

    private Failure failure(
            Meaning meaning,
            Optional<String> words,
            String providerCode,
            List<String> marks,
            Optional<String> requestId,
            Charge charged) {
        requestId.map(id -> "request id " + quotable(id)).ifPresent(marks::add);
        String said = words.map(text -> " It said: \"" + quotable(text) + "\".").orElse("");
        String context = marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")";
        return new Failure(
                meaning.code(),
                "Perfect Corp " + meaning.advice() + said + context,
                PerfectCorpProvider.NAME,
                providerCode == null ? null : quotable(providerCode),
                meaning.retryable(),
                charged);
    }

    /** The vendor's words, in one line, without the key and without the queries of addresses, which are signed. */
    private String quotable(String words) {
        String line = words.replace(apiKey, "***")
                .replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("(https?://[^\\s?\"']*)\\?[^\\s\"']*", "$1")
                .strip();
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line;
    }
}
