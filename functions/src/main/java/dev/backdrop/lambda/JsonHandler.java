package dev.backdrop.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.backdrop.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A handler whose event and answer are our own values, read and written by our own Jackson: Lambda's built-in one knows
 * neither records nor our types. An exception leaves as it is, since the state machine matches its class name.
 */
abstract class JsonHandler<I, O> implements RequestStreamHandler {

    private final Class<I> input;

    JsonHandler(Class<I> input) {
        this.input = input;
    }

    abstract O handle(I event);

    @Override
    public final void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Json.mapper().writeValue(answer, handle(Json.mapper().readValue(event, input)));
    }
}
