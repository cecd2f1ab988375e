package dev.backdrop.local.cloud.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads each request to its end before it is answered. S3Proxy 4.1.0 leaves the end of a body in chunks (the SDK's way of
 * uploading) unread, and the whole body of a write whose condition fails; Jetty then closes the connection, now and then
 * before the client is done sending, and the SDK sends the same object again: one upload, two events.
 */
final class WholeBodyFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new WholeBody((HttpServletRequest) request), response);
    }

    private static final class WholeBody extends HttpServletRequestWrapper {

        WholeBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new ReadToTheEnd(super.getInputStream());
        }
    }

    /** S3Proxy closes the stream before it writes an answer that isn't a success, and before it returns. */
    private static final class ReadToTheEnd extends ServletInputStream {

        private final ServletInputStream body;

        ReadToTheEnd(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            return body.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return body.read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            try {
                body.transferTo(OutputStream.nullOutputStream());
            } finally {
                body.close();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
