package dev.backdrop.http;

import java.net.UnknownHostException;

/**
 * An address that we don't connect to; the message says why and holds no query. A kind of unknown host, so that it can come
 * out of a resolver.
 */
public final class RefusedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    public RefusedAddressException(String message) {
        super(message);
    }
}
