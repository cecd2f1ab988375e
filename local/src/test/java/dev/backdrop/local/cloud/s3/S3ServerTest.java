package dev.backdrop.local.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ServerTest {

    @Nested
    class InMemory extends S3Contract {
        InMemory() {
            super(Optional.empty());
        }

        @Test
        void anOldVersionOfAnObjectCanBeReadAndTheEventNamesIt() {
            put("v/photo.jpg", "one");
            put("v/photo.jpg", "two");
            String first = object(0).path("version-id").textValue();

            assertThat(object(1).path("version-id").textValue()).isNotEqualTo(first);
            assertThat(s3.getObjectAsBytes(get ->
                                    get.bucket(WATCHED).key("v/photo.jpg").versionId(first))
                            .asUtf8String())
                    .isEqualTo("one");
        }

        @Test
        void versionsAreListedByKeyNewestFirstPageByPage() {
            put("w/B b", "1");
            put("w/B b", "2");
            s3.deleteObject(delete -> delete.bucket(WATCHED).key("w/B b"));
            put("w/c/d", "3");
            put("w/c/e", "4");

            var all = s3.listObjectVersions(
                    list -> list.bucket(WATCHED).prefix("w/").delimiter("/"));
            assertThat(all.versions()).extracting(version -> version.key()).containsExactly("w/B b", "w/B b");
            assertThat(all.deleteMarkers())
                    .singleElement()
                    .satisfies(marker -> assertThat(marker.isLatest()).isTrue());
            assertThat(all.commonPrefixes())
                    .extracting(prefix -> prefix.prefix())
                    .containsExactly("w/c/");

            List<String> seen = new ArrayList<>();
            s3.listObjectVersionsPaginator(
                            list -> list.bucket(WATCHED).prefix("w/").maxKeys(1))
                    .versions()
                    .forEach(version -> seen.add(version.key() + version.isLatest()));
            assertThat(seen).containsExactly("w/B bfalse", "w/B bfalse", "w/c/dtrue", "w/c/etrue");
        }
    }

    @Nested
    class InAFolder extends S3Contract {
        InAFolder(@TempDir Path folder) {
            super(Optional.of(folder));
        }

        @Test
        void objectsAreThereAfterARestartWithAllThatBelongsToThem() {
            s3.putObject(
                    put -> put.bucket(QUIET)
                            .key("Kept/ü+ .jpg")
                            .contentType("image/jpeg")
                            .metadata(Map.of("a", "b")),
                    RequestBody.fromString("kept"));

            try (S3Server again =
                            S3Server.start(BUCKETS, folder, 0, LocalAccount.DEFAULT, Clock.systemUTC(), event -> {});
                    S3Client client = LocalClients.s3(again.endpoint(), LocalAccount.DEFAULT)) {
                var kept = client.getObjectAsBytes(get -> get.bucket(QUIET).key("Kept/ü+ .jpg"));
                assertThat(kept.asUtf8String()).isEqualTo("kept");
                assertThat(kept.response().contentType()).isEqualTo("image/jpeg");
                assertThat(kept.response().metadata()).containsEntry("a", "b");
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (S3Server first = start(Optional.empty(), 0)) {
            int port = first.endpoint().getPort();
            assertThatThrownBy(() -> start(Optional.empty(), port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsNamed() {
        assertThatThrownBy(() -> start(Optional.of(Path.of("/proc/backdrop")), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/proc/backdrop");
    }

    private static S3Server start(Optional<Path> folder, int port) {
        return S3Server.start(S3Contract.BUCKETS, folder, port, LocalAccount.DEFAULT, Clock.systemUTC(), event -> {});
    }
}
