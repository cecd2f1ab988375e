package dev.backdrop.lambda;

import dev.backdrop.api.Api;
import dev.backdrop.api.GatewayAnswer;
import dev.backdrop.api.GatewayEvent;

/** Lambda entry of the HTTP API. */
public final class ApiHandler extends JsonHandler<GatewayEvent, GatewayAnswer> {

    private final Api api;

    public ApiHandler() {
        this(Application.onAws());
    }

    public ApiHandler(Application application) {
        super(GatewayEvent.class);
        this.api = application.api();
    }

    @Override
    GatewayAnswer handle(GatewayEvent event) {
        return api.handle(event);
    }
}
