package dev.backdrop.provider.picwish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.http.ApiRequest;
import dev.backdrop.photo.PhotoFormat;
import dev.backdrop.provider.picwish.StrictForm.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

    private static final ApiRequest POST = ApiRequest.post(URI.create("https://a.example/"));

    private static Map<String, Field> read(ApiRequest request) {
        return StrictForm.of(
                request.headers().first("Content-Type").orElseThrow(),
                request.body().orElseThrow());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "sunlit \"marble\", é 漢字 🌅", "two\r\nlines", "--", "\r\n--backdrop", "a\0b"})
    void textArrivesAsItIsInUtf8(String text) {
        Map<String, Field> fields =
                read(MultipartForm.EMPTY.text("prompt", text).text("sync", "0").in(POST));

        assertThat(fields.keySet()).containsExactly("prompt", "sync");
        assertThat(fields.get("prompt").text()).isEqualTo(text);
        assertThat(fields.get("prompt").fileName()).isEmpty();
    }

    @Test
    void aFileArrivesByteForByteWithNameAndType() {
        byte[] all = new byte[70_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31);
        }
        Map<String, Field> fields = read(MultipartForm.EMPTY
                .file("image_file", "photo.jpg", PhotoFormat.JPEG, all)
                .file("bg_image_file", "empty.png", PhotoFormat.PNG, new byte[0])
                .in(POST));

        assertThat(fields.get("image_file").content()).isEqualTo(all);
        assertThat(fields.get("image_file").fileName()).contains("photo.jpg");
        assertThat(fields.get("image_file").type()).contains("image/jpeg");
        assertThat(fields.get("bg_image_file").content()).isEmpty();
        assertThat(fields.get("bg_image_file").type()).contains("image/png");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a".jpg          | a_.jpg
            `a;b=c.jpg`     | a_b_c.jpg
            Strandhäuser.png | Strandh_user.png
            a\\b/c.jpg      | a_b_c.jpg
            a%22b.jpg       | a_22b.jpg
            """)
    void aFileNameCannotMeanAnything(String name, String sent) {
        Map<String, Field> fields = read(MultipartForm.EMPTY
                .file("f", name, PhotoFormat.JPEG, new byte[1])
                .in(POST));
        assertThat(fields.get("f").fileName().map(found -> found.replace("__", "_")))
                .contains(sent);
    }

    @Test
    void aFileNameCannotAddALine() {
        Map<String, Field> fields = read(MultipartForm.EMPTY
                .file("f", "a\r\nContent-Type: text/html\r\n\r\n.jpg", PhotoFormat.JPEG, new byte[1])
                .in(POST));
        assertThat(fields.get("f").type()).contains("image/jpeg");
    }

    @Test
    void aBoundaryThatOccursInAContentIsNotTaken() {
        Iterator<String> candidates =
                List.of("in-the-file", "in-the-text", "nowhere", "unused").iterator();
        ApiRequest request = MultipartForm.EMPTY
                .text("prompt", "in-the-text")
                .file("image_file", "a.jpg", PhotoFormat.JPEG, bytes("\r\n--in-the-file--\r\n"))
                .in(POST, candidates::next);

        assertThat(request.headers().first("Content-Type")).contains("multipart/form-data; boundary=nowhere");
        assertThat(read(request).get("image_file").content()).isEqualTo(bytes("\r\n--in-the-file--\r\n"));
        assertThat(candidates.next()).isEqualTo("unused");
    }

    @Test
    void aBoundaryAtTheVeryEndOfAContentIsSeenToo() {
        Iterator<String> candidates = List.of("tail", "free").iterator();
        ApiRequest request = MultipartForm.EMPTY
                .file("image_file", "a.jpg", PhotoFormat.JPEG, bytes("tatail"))
                .in(POST, candidates::next);
        assertThat(request.headers().first("Content-Type")).contains("multipart/form-data; boundary=free");
    }

    @Test
    void noTwoFormsShareABoundary() {
        MultipartForm form = MultipartForm.EMPTY.text("a", "b");
        assertThat(form.in(POST).headers().first("Content-Type"))
                .isNotEqualTo(form.in(POST).headers().first("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"", "a\r\nb", "ä"})
    void aFieldNameIsAWord(String name) {
        assertThatThrownBy(() -> MultipartForm.EMPTY.text(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
