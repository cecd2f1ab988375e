package dev.backdrop.local.cloud.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** S3's refusals, in XML. */
final class S3Errors {

    private S3Errors() {}

    /** @param details elements beside code and message */
    static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String code,
            String message,
            Map<String, String> details)
            throws IOException {
        // Or Jetty closes the connection while the caller is still sending, who then never sees this.
        request.getInputStream().transferTo(OutputStream.nullOutputStream());
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
        element(xml, "Code", code);
        element(xml, "Message", message);
        details.forEach((name, value) -> element(xml, name, value));
        byte[] body = xml.append("</Error>").toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/xml");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</")
                .append(name)
                .append('>');
    }
}
