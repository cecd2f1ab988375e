package dev.backdrop.local.cloud.dynamodb;

import dev.backdrop.local.cloud.http.OwnHost;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Turns away requests for other hosts: DynamoDB Local takes any key, so a page under such a name could read all records. */
final class OwnHostHandler extends Handler.Wrapper {

    OwnHostHandler(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (OwnHost.is(request.getHeaders().get(HttpHeader.HOST), Request.getLocalPort(request))) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, 403, "this server answers for 127.0.0.1 only");
        return true;
    }
}
