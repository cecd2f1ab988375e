package dev.backdrop.local.simulator.picwish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartParserTest {

    private static final String TYPE = "multipart/form-data; boundary=abc";
    private static final String FIELD = "Content-Disposition: form-data; name=\"a\"\r\n\r\n";

    private static List<FormPart> parse(String body) throws MalformedFormException {
        return MultipartParser.parse(TYPE, body.getBytes(UTF_8));
    }

    /** The only field of a form whose part has these headers and the content {@code x}. */
    private static FormPart part(String headers) throws MalformedFormException {
        List<FormPart> parts = parse("--abc\r\n" + headers + "\r\n\r\nx\r\n--abc--\r\n");
        assertThat(parts).hasSize(1);
        return parts.get(0);
    }

    private static void assertRefused(String body, String message) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(MalformedFormException.class)
                .hasMessageContaining(message);
    }

    @Test
    void fieldsComeInTheirOrderWithTheirBytes() throws MalformedFormException {
        byte[] content = {0, '\r', '\n', (byte) 0xff, '\r', '\n', '-', '-', 'a', 'b', '\r', '\n', '\r', '\n', '\n', '\r'
        };
        List<FormPart> parts = MultipartParser.parse(
                FormWriter.CONTENT_TYPE,
                FormWriter.form()
                        .text("one", "1")
                        .file("two", content)
                        .text("three", "")
                        .bytes());

        assertThat(parts).extracting(FormPart::name).containsExactly("one", "two", "three");
        assertThat(parts.get(0).content()).asString(UTF_8).isEqualTo("1");
        assertThat(parts.get(0).fileName()).isEmpty();
        assertThat(parts.get(1).content()).isEqualTo(content);
        assertThat(parts.get(1).fileName()).hasValue("a photo.jpg");
        assertThat(parts.get(2).content()).isEmpty();
    }

    @Test
    void aNameMayComeTwice() throws MalformedFormException {
        assertThat(parse("--abc\r\n" + FIELD + "1\r\n--abc\r\n" + FIELD + "2\r\n--abc--"))
                .extracting(part -> new String(part.content(), UTF_8))
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name=\"image_url\"",
                "content-disposition:form-data;name=image_url",
                "CONTENT-DISPOSITION:  Form-Data ; NAME=image_url ; filename=\"x; name=no\"",
                "Content-Type: text/plain\r\nContent-Disposition: form-data;\tname=\"image\\_url\"; a=b",
                "Content-Disposition: form-data; filename=\"\"; name=\"image_url\"\r\nX-Other: a: b"
            })
    void namesAreFoundHoweverTheHeaderIsWritten(String headers) throws MalformedFormException {
        assertThat(part(headers).name()).isEqualTo(headers.contains("\\") ? "image\\_url" : "image_url");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "filename=\"a b.jpg\", a b.jpg",
                "filename=\"a \\\"b\\\".jpg\", a \"b\".jpg",
                "filename=\"C:\\photos\\a.jpg\", C:\\photos\\a.jpg",
                "filename=\"a\\\\b\", a\\b",
                "filename=\"grün;=.jpg\", grün;=.jpg",
                "filename=a.jpg, a.jpg"
            })
    void fileNamesAreUnquoted(String parameter, String name) throws MalformedFormException {
        assertThat(part("Content-Disposition: form-data; name=\"a\"; " + parameter)
                        .fileName())
                .hasValue(name);
    }

    @Test
    void aPreambleAnEpilogueAndSpacesAfterBoundariesAreSkipped() throws MalformedFormException {
        assertThat(parse("hello\r\n--ab\r\n--abc  \r\n" + FIELD + "x\r\n--abc-- \t\r\nbye --abc"))
                .singleElement()
                .satisfies(part -> assertThat(part.content()).asString(UTF_8).isEqualTo("x"));
    }

    @Test
    void aFormMayHaveNoFields() throws MalformedFormException {
        assertThat(parse("--abc--\r\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=\"abc\"",
                "Multipart/Form-Data;boundary=abc",
                "multipart/form-data; charset=utf-8; Boundary=abc"
            })
    void theBoundaryIsFoundHoweverTheHeaderIsWritten(String type) throws MalformedFormException {
        assertThat(MultipartParser.parse(type, ("--abc\r\n" + FIELD + "x\r\n--abc--").getBytes(UTF_8)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/mixed; boundary=abc",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=\"abc \"",
                "multipart/form-data; boundary=\"abc",
                "multipart/form-data; boundary=abc; boundary=abc",
                "multipart/form-data; boundary=aéc",
                "multipart/form-data; boundary=\"0123456789012345678901234567890123456789012345678901234567890123456789x\""
            })
    void anythingButAFormWithOneGoodBoundaryIsRefused(String type) {
        assertThatThrownBy(() -> MultipartParser.parse(type, ("--abc\r\n" + FIELD + "x\r\n--abc--").getBytes(UTF_8)))
                .isInstanceOf(MalformedFormException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "--abc\r\n", "--ab", "\r\n--abd\r\n"})
    void aBodyWithoutTheBoundaryIsRefused(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(MalformedFormException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n--abc", "\r\n--abc-", "\r\n--abc\r\n", "--abc--", "\n--abc--"})
    void aFormWithoutItsLastBoundaryIsRefused(String end) {
        assertThatThrownBy(() -> parse("--abc\r\n" + FIELD + "x" + end)).isInstanceOf(MalformedFormException.class);
    }

    @Test
    void aBoundaryMustBeAloneOnItsLine() {
        assertRefused("--abcd\r\n" + FIELD + "x\r\n--abc--", "alone on its line");
        assertRefused("--abc\n" + FIELD + "x\r\n--abc--", "alone on its line");
        assertRefused("--abc\r\n" + FIELD + "x\r\n--abcd\r\n--abc--", "alone on its line");
        assertRefused("--abc\r\n" + FIELD + "x\r\n--abc--d", "follows the last boundary");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Content-Type: text/plain, lacks Content-Disposition",
                "Content-Disposition: attachment; name=\"a\", lacks Content-Disposition",
                "Content-Disposition: form-data, no name",
                "Content-Disposition: form-data; name=\"\", no name",
                "Content-Disposition: form-data; name=\"a, no end",
                "Content-Disposition: form-data; name=, empty",
                "Content-Disposition: form-data; name, lack a '='",
                "Content-Disposition: form-data; name=\"a\" x, lack a ';'",
                "Content-Disposition: form-data; name=\"a\"; name=\"b\", comes twice",
                "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b, filename*",
            })
    void aPartWithoutAProperNameIsRefused(String headers, String message) {
        assertThatThrownBy(() -> part(headers))
                .isInstanceOf(MalformedFormException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no colon",
                ": no name",
                "X-Folded: a\r\n b",
                "X-Bare: a\nX-Other: b",
                "Content-Disposition: form-data; name=\"b\"",
                "Content-Transfer-Encoding: base64",
                "Content-Transfer-Encoding: quoted-printable"
            })
    void aPartWithOtherBrokenHeadersIsRefused(String header) {
        assertThatThrownBy(() -> part("Content-Disposition: form-data; name=\"a\"\r\n" + header))
                .isInstanceOf(MalformedFormException.class);
    }

    @Test
    void aPartMaySayThatItIsNotEncoded() throws MalformedFormException {
        assertThat(part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: BINARY")
                        .content())
                .asString(UTF_8)
                .isEqualTo("x");
    }

    @Test
    void headersWithoutEndAndHeadersInAnotherEncodingAreRefused() {
        assertRefused("--abc\r\nX: " + "x".repeat(9000) + "\r\n\r\n\r\n--abc--", "no end");
        byte[] latin = ("--abc\r\nContent-Disposition: form-data; name=\"é\"\r\n\r\nx\r\n--abc--").getBytes(ISO_8859_1);
        assertThatThrownBy(() -> MultipartParser.parse(TYPE, latin))
                .isInstanceOf(MalformedFormException.class)
                .hasMessageContaining("UTF-8");
    }
}
