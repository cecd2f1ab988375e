package dev.backdrop.provider;

import dev.backdrop.failure.Charge;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.http.ApiOutcome.NoAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a vendor's failures so that a person can act on them, with its own words and the name of the call for its support. */
public final class VendorFailures {

    private static final int LONGEST_QUOTE = 200;

    private final String provider;
    private final String vendor;
    private final Set<String> secrets;

    /**
     * @param provider the provider's name in requests and records
     * @param vendor the vendor's name as people write it
     * @param secrets keys and tokens, which are taken out of whatever the vendor says
     */
    public VendorFailures(String provider, String vendor, Set<String> secrets) {
        this.provider = provider;
        this.vendor = vendor;
        this.secrets = Set.copyOf(secrets);
    }

    /**
     * What a vendor said of a failure.
     *
     * @param code its own code, if it gave one
     * @param words its own words, if it gave any
     * @param httpStatus of the answer, if that is part of the matter: a task that failed comes with a good answer
     * @param requestId its name for the call, for its support desk
     */
    public record Said(
            Optional<String> code, Optional<String> words, Optional<Integer> httpStatus, Optional<String> requestId) {}

    /** A failure that an answer told of. */
    public Failure of(Meaning meaning, Said said, Charge charged) {
        List<String> marks = new ArrayList<>();
        said.httpStatus().ifPresent(status -> marks.add("HTTP " + status));
        said.code().map(this::quotable).ifPresent(marks::add);
        said.requestId().ifPresent(id -> marks.add("request id " + quotable(id)));
        String words = said.words()
                .map(text -> " It said: \"" + quotable(text) + "\".")
                .orElse("");
        String context = marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")";
        return new Failure(
                meaning.code(),
                vendor + " " + meaning.advice() + words + context,
                provider,
                said.code()
                        .or(() -> said.httpStatus().map(status -> "HTTP " + status))
                        .map(this::quotable)
                        .orElse(null),
                meaning.retryable(),
                charged);
    }

    /** Something that this vendor doesn't do; nothing was sent. */
    public Failure unsupported(String advice) {
        return new Failure(FailureCode.UNSUPPORTED_REQUEST, vendor + " " + advice, provider, null, false, Charge.NO);
    }

    /** Nothing came back that could be read. */
    public Failure silence(NoAnswer nothing, Charge charged) {
        return new Failure(
                FailureCode.PROVIDER_UNAVAILABLE,
                vendor + " could not be reached: " + quotable(nothing.message()) + ". Try again later.",
                provider,
                null,
                true,
                charged);
    }

    /**
     * The billed call came to no clear end.
     *
     * @param why completes "because ..."
     */
    public Failure unknownSubmission(String why, Optional<String> providerCode, Optional<String> requestId) {
        String mark = requestId.map(id -> " (request id " + quotable(id) + ")").orElse("");
        return new Failure(
                FailureCode.SUBMIT_UNKNOWN,
                "Whether " + vendor + " made, and charges for, a task is unknown, because " + quotable(why)
                        + ". Look at the account's usage before starting the job again." + mark,
                provider,
                providerCode.map(this::quotable).orElse(null),
                false,
                Charge.MAYBE);
    }

    /** The vendor's words, in one line, without secrets and without the queries of addresses, which are signed. */
    private String quotable(String words) {
        String open = words;
        for (String secret : secrets) {
            open = open.replace(secret, "***");
        }
        String line = open.replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("(https?://[^\\s?\"']*)\\?[^\\s\"']*", "$1")
                .strip();
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line;
    }
}
