package dev.backdrop.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backdrop.lambda.Application;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function of the test's template: answers with its event and its environment, and fails if it is told to. */
public final class EchoHandler implements RequestStreamHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the local cloud makes handlers. */
    public EchoHandler(Application application) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = JSON.readTree(input);
        if (event.has("fail")) {
            throw new IllegalStateException("as told");
        }
        context.getLogger().log("echo " + event);
        output.write(JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("function", context.getFunctionName())
                .set("event", event)));
    }
}
