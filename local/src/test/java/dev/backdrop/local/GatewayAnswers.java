package dev.backdrop.local;

import java.util.Map;

/**
 * The statuses that only AWS's own gateway gives: the local server asks nobody who they are and holds nobody back, so nothing
 * here can drive them. What can be known of them is in {@link GatewayAnswersTest}.
 */
final class GatewayAnswers {

    static final Map<Integer, String> ONLY_IN_THE_CLOUD = Map.of(
            401, "the JWT authorizer's, which needs an issuer and its keys",
            403, "IAM's, which needs an account and its policies",
            429, "the stage's throttling, which would only hold up the one caller that there is");

    private GatewayAnswers() {}
}
