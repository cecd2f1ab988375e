package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.provider.Providers;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.Request;
import dev.backdrop.workflow.RequestResolver;

/** What a caller asked for, made whole, and whether somebody here can do it. */
final class RequestCheck {

    private final RequestResolver requests;
    private final Providers providers;

    RequestCheck(RequestResolver requests, Providers providers) {
        this.requests = requests;
        this.providers = providers;
    }

    /**
     * @param asked what the caller gave, sound in itself
     * @throws ProblemException if what it is completed with is wrong
     */
    Request resolve(PhotoStore.Upload photo, ObjectNode asked) {
        try {
            return requests.resolve(photo, asked, false);
        } catch (InvalidRequestException elsewhere) {
            throw new ProblemException(Problem.unprocessable(elsewhere.field(), elsewhere.problem()));
        }
    }

    /** @throws ProblemException naming who can, if the provider that was asked for can't */
    void demandProvider(Request request) {
        if (providers.choose(request) instanceof Providers.Choice.None none) {
            throw new ProblemException(
                    Problem.unprocessable("provider", none.failure().message()));
        }
    }
}
