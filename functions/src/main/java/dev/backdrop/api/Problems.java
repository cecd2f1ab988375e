package dev.backdrop.api;

import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.log.Log;
import dev.backdrop.request.InvalidRequestException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** The one place where exceptions become problems. What nobody expected is logged, and told to nobody else. */
final class Problems {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Log log;

    Problems(Log log) {
        this.log = log;
    }

    Problem of(RuntimeException thrown, String requestId) {
        if (thrown instanceof ProblemException known) {
            return known.problem();
        }
        if (thrown instanceof InvalidRequestException wrong) {
            return Problem.badField(wrong.field(), wrong.problem());
        }
        if (thrown instanceof StoreUnavailableException away) {
            log.error("a service stayed away")
                    .with("requestId", requestId)
                    .with("reason", away.getMessage())
                    .write();
            return Problem.of(503, "a service that the API needs can't be reached; ask again in a moment")
                    .after(PAUSE);
        }
        log.error("unexpected")
                .with("requestId", requestId)
                .with("exception", trace(thrown))
                .write();
        return Problem.of(500, "something broke on our side; the log says more under request id " + requestId);
    }

    private static String trace(RuntimeException thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
