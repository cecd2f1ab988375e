package dev.backdrop.local.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyNamesTest {

    static Stream<String> keys() {
        return Stream.of(
                "a",
                "uploads/cat.jpg",
                "/",
                "//",
                "a//b/",
                ".",
                "..",
                "../../etc/passwd",
                ".mpus-x",
                "IMG_1.JPG",
                "100%41 + =@~,;.jpg",
                "ü ber/ñ/\uD83C\uDF89.jpg",
                "line\nbreak\u0001",
                "x".repeat(1024),
                "\uD83C\uDF89".repeat(256),
                ".".repeat(500),
                "/".repeat(1000));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aNameStandsForItsKeyAndNoComponentIsTooLong(String key) {
        String name = KeyNames.name(key);

        assertThat(KeyNames.key(name)).contains(key);
        assertThat(name).matches("[a-z0-9._,=%@~/-]+");
        assertThat(name.split("/"))
                .allSatisfy(component -> assertThat(component.length() + 86).isLessThanOrEqualTo(255));
        assertThat(name.split("/")).noneMatch(component -> component.isEmpty() || component.startsWith("."));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyPrefixOfAKeyIsAPrefixOfItsName(String key) {
        int[] codePoints = key.codePoints().toArray();
        for (int length = 0; length <= codePoints.length; length++) {
            String prefix = new String(codePoints, 0, length);
            assertThat(KeyNames.name(key)).startsWith(KeyNames.namePrefix(prefix));
        }
    }

    @Test
    void noTwoKeysShareANameEvenWhereCaseDoesNotCount() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String one = random(random);
            String other = random(random);
            boolean same = KeyNames.name(one)
                    .toLowerCase(Locale.ROOT)
                    .equals(KeyNames.name(other).toLowerCase(Locale.ROOT));
            assertThat(same).as("%s and %s", one, other).isEqualTo(one.equals(other));
        }
    }

    private static String random(Random random) {
        char[] letters = new char[1 + random.nextInt(3)];
        String alphabet = "aA/.,=%@~ ";
        for (int i = 0; i < letters.length; i++) {
            letters[i] = alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return new String(letters);
    }

    @Test
    void aFileThatIsNoObjectStandsForNoKey() {
        assertThat(KeyNames.key("cat.jpg@-0b7bd0d3-57fc-4a2f-9b9b-d24d7f3d1f10"))
                .isEmpty();
        assertThat(KeyNames.key("notes.txt")).isEmpty();
        assertThat(KeyNames.key("")).isEmpty();
    }

    @Test
    void thePartOfAnUploadIsNamedAsTheStoreNamesIt() {
        String id = "0b7bd0d3-57fc-4a2f-9b9b-d24d7f3d1f10";

        assertThat(KeyNames.name(".mpus-" + id + "-A/b-7-12")).isEqualTo(".mpus-" + id + "-=a,b-7@-12");
    }

    @Test
    void aKeyOfTheLargestSizeLeavesRoomForTheFolderInAPath() {
        String longest = KeyNames.name("\uD83C\uDF89".repeat(256));

        assertThat(longest.getBytes(StandardCharsets.UTF_8).length).isLessThan(3200);
    }
}
