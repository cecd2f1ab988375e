package dev.backdrop.aws;

import dev.backdrop.job.StoreUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Calls of S3, with what stops them in our own words. */
final class S3Reach {

    private static final int NOT_FOUND = 404;

    private S3Reach() {}

    static <T> T reach(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException away) {
            throw new StoreUnavailableException("can't " + what + ": " + away.getMessage(), away);
        }
    }

    static <T> Optional<T> unlessGone(String what, Supplier<T> call) {
        return reach(what, () -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception answer) {
                if (answer.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw answer;
            }
        });
    }
}
