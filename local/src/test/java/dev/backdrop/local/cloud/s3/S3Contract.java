package dev.backdrop.local.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.client.LocalClients;
import dev.backdrop.local.cloud.template.BucketView;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What holds wherever the objects are. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class S3Contract {

    static final String WATCHED = "watched";
    static final String QUIET = "quiet";
    static final List<BucketView> BUCKETS =
            List.of(new BucketView("Watched", WATCHED, true, true), new BucketView("Quiet", QUIET, false, false));

    final Optional<Path> folder;
    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    S3Server server;
    S3Client s3;
    S3Presigner presigner;

    S3Contract(Optional<Path> folder) {
        this.folder = folder;
    }

    @BeforeAll
    void start() {
        server = S3Server.start(BUCKETS, folder, 0, LocalAccount.DEFAULT, Clock.systemUTC(), events::add);
        s3 = LocalClients.s3(server.endpoint(), LocalAccount.DEFAULT);
        presigner = LocalClients.presigner(server.endpoint(), LocalAccount.DEFAULT);
    }

    @AfterAll
    void stop() {
        s3.close();
        presigner.close();
        server.close();
    }

    @BeforeEach
    void forget() {
        events.clear();
    }

    void put(String key, String text) {
        s3.putObject(put -> put.bucket(WATCHED).key(key), RequestBody.fromString(text));
    }

    String get(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(WATCHED).key(key)).asUtf8String();
    }

    JsonNode object(int event) {
        return events.get(event).at("/detail/object");
    }

    static List<String> oddKeys() {
        return List.of(
                "odd/a b+c.jpg",
                "odd/100%41.jpg",
                "odd/ü ber/a+b &c=é",
                "odd/\uD83C\uDF89.png",
                "odd/IMG.JPG",
                "odd/img.jpg",
                "odd//double",
                "odd/folder/",
                "odd/./dot",
                "odd/.mpus-hidden",
                "odd/" + "l".repeat(996),
                "odd/" + "é\uD83C\uDF89".repeat(166));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void anyKeyCanBeWrittenReadListedCopiedAndDeletedAndComesRawInTheEvent(String key) {
        String copy = "copies/" + key.substring(0, key.codePointCount(0, key.length()) > 400 ? 40 : key.length());
        put(key, "text of " + key);

        assertThat(get(key)).isEqualTo("text of " + key);
        assertThat(s3.listObjectsV2(list -> list.bucket(WATCHED).prefix(key)).contents())
                .extracting(S3Object::key)
                .containsExactly(key);
        assertThat(object(0).path("key").textValue()).isEqualTo(key);

        s3.copyObject(request -> request.sourceBucket(WATCHED)
                .sourceKey(key)
                .destinationBucket(WATCHED)
                .destinationKey(copy));
        assertThat(get(copy)).isEqualTo("text of " + key);
        assertThat(events.get(1).at("/detail/reason").textValue()).isEqualTo("CopyObject");

        s3.deleteObject(delete -> delete.bucket(WATCHED).key(key));
        s3.deleteObject(delete -> delete.bucket(WATCHED).key(copy));
        assertThatThrownBy(() -> get(key)).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void anObjectMayHaveTheNameOfAFolder() {
        put("both", "object");
        put("both/inside", "inside");

        assertThat(get("both")).isEqualTo("object");
        assertThat(get("both/inside")).isEqualTo("inside");
    }

    @Test
    void aKeyOverS3sLimitIsRefused() {
        assertThatThrownBy(() -> put("k".repeat(1025), "x"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    @Test
    void aListingRollsUpWhatIsBelowTheDelimiterAndIsInTheOrderOfUtf8() {
        List.of("ls/b", "ls/a/1", "ls/a/2", "ls/\uFFFD", "ls/\uD83C\uDF89", "ls/A", "ls/a!", "ls/a/1/2", "lsx")
                .forEach(key -> put(key, "x"));

        ListObjectsV2Response level =
                s3.listObjectsV2(list -> list.bucket(WATCHED).prefix("ls/").delimiter("/"));
        assertThat(level.contents())
                .extracting(S3Object::key)
                .containsExactly("ls/A", "ls/a!", "ls/b", "ls/\uFFFD", "ls/\uD83C\uDF89");
        assertThat(level.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("ls/a/");
        assertThat(s3.listObjectsV2(list -> list.bucket(WATCHED).prefix("ls/a")).contents())
                .extracting(S3Object::key)
                .containsExactly("ls/a!", "ls/a/1", "ls/a/1/2", "ls/a/2");
        assertThat(s3.listObjectsV2(list -> list.bucket(WATCHED).prefix("ls/").startAfter("ls/b"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("ls/\uFFFD", "ls/\uD83C\uDF89");
    }

    @Test
    void everyPageOfAListingGoesOnWhereTheLastOneEnded() {
        for (int i = 0; i < 7; i++) {
            put("pages/" + i + "/x", "x");
            put("pages/" + i, "x");
        }

        List<String> seen = new ArrayList<>();
        s3.listObjectsV2Paginator(list ->
                        list.bucket(WATCHED).prefix("pages/").delimiter("/").maxKeys(3))
                .forEach(page -> {
                    page.contents().forEach(object -> seen.add(object.key()));
                    page.commonPrefixes().forEach(prefix -> seen.add(prefix.prefix()));
                });
        assertThat(seen).hasSize(14).doesNotHaveDuplicates();

        var first = s3.listObjects(
                list -> list.bucket(WATCHED).prefix("pages/").delimiter("/").maxKeys(2));
        var second = s3.listObjects(list ->
                list.bucket(WATCHED).prefix("pages/").delimiter("/").maxKeys(2).marker(first.nextMarker()));
        assertThat(first.contents()).extracting(S3Object::key).containsExactly("pages/0");
        assertThat(first.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("pages/0/");
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("pages/1");
    }

    @Test
    void whatIsWrittenAndDeletedBetweenTwoPagesIsSeenByTheSecond() {
        for (int i = 0; i < 4; i++) {
            put("between/" + i, "x");
        }
        var first =
                s3.listObjectsV2(list -> list.bucket(WATCHED).prefix("between/").maxKeys(2));

        put("between/2a", "x");
        s3.copyObject(copy -> copy.sourceBucket(WATCHED)
                .sourceKey("between/0")
                .destinationBucket(WATCHED)
                .destinationKey("between/2b"));
        s3.deleteObject(delete -> delete.bucket(WATCHED).key("between/3"));

        var rest = s3.listObjectsV2(
                list -> list.bucket(WATCHED).prefix("between/").continuationToken(first.nextContinuationToken()));
        assertThat(rest.contents()).extracting(S3Object::key).containsExactly("between/2", "between/2a", "between/2b");
        assertThat(rest.isTruncated()).isFalse();
    }

    @Test
    void aWriteToAWatchedBucketIsToldInTheWordsOfS3() {
        put("uploads/summer/my cat.jpg", "miaow");

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.path("version").textValue()).isEqualTo("0");
            assertThat(event.path("detail-type").textValue()).isEqualTo("Object Created");
            assertThat(event.path("source").textValue()).isEqualTo("aws.s3");
            assertThat(event.path("account").textValue()).isEqualTo("000000000000");
            assertThat(event.path("region").textValue()).isEqualTo("us-east-1");
            assertThat(event.path("time").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(event.at("/resources/0").textValue()).isEqualTo("arn:aws:s3:::watched");
            assertThat(event.at("/detail/bucket/name").textValue()).isEqualTo(WATCHED);
            assertThat(event.at("/detail/object/size").intValue()).isEqualTo(5);
            assertThat(event.at("/detail/object/etag").textValue())
                    .isEqualTo(head("uploads/summer/my cat.jpg").eTag().replace("\"", ""));
            assertThat(event.at("/detail/object/sequencer").textValue()).matches("[0-9a-f]{18}");
            assertThat(event.at("/detail/reason").textValue()).isEqualTo("PutObject");
        });
    }

    HeadObjectResponse head(String key) {
        return s3.headObject(request -> request.bucket(WATCHED).key(key));
    }

    @Test
    void everyUploadIsSentOnceEvenBetweenUploadsThatAreRefused() {
        for (int i = 0; i < 60; i++) {
            put("once/" + i, "x".repeat(2000));
            assertThatThrownBy(() -> s3.putObject(
                            put -> put.bucket(WATCHED).key("once/0").ifMatch("\"other\""),
                            RequestBody.fromString("x".repeat(100_000))))
                    .isInstanceOf(S3Exception.class);
        }

        assertThat(events).hasSize(60);
    }

    @Test
    void sequencersGrowWithEachWriteOfAKey() {
        put("again", "1");
        put("again", "2");

        assertThat(object(1).path("sequencer").textValue())
                .isGreaterThan(object(0).path("sequencer").textValue());
    }

    @Test
    void nothingIsToldOfABucketWithoutNotificationsOrOfAWriteThatFailed() {
        s3.putObject(put -> put.bucket(QUIET).key("x"), RequestBody.fromString("x"));
        put("once", "x");
        events.clear();

        assertThatThrownBy(() -> s3.putObject(
                        put -> put.bucket(WATCHED).key("once").ifNoneMatch("*"), RequestBody.fromString("y")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(events).isEmpty();
        assertThat(get("once")).isEqualTo("x");
    }

    @Test
    void conditionsOnTheEtagAreKept() {
        put("etag", "x");
        String etag = head("etag").eTag();

        s3.putObject(put -> put.bucket(WATCHED).key("etag").ifMatch(etag), RequestBody.fromString("y"));
        assertThatThrownBy(() ->
                        s3.putObject(put -> put.bucket(WATCHED).key("etag").ifMatch(etag), RequestBody.fromString("z")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThatThrownBy(() -> s3.getObjectAsBytes(request -> request.bucket(WATCHED)
                        .key("etag")
                        .ifNoneMatch(head("etag").eTag())))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertThat(get("etag")).isEqualTo("y");
    }

    @Test
    void fifteenMegabytesInPartsBecomeOneObjectAndOneEvent() {
        byte[] photo = new byte[15 << 20];
        new Random(1).nextBytes(photo);
        String key = "parts/" + "é".repeat(400) + "/BIG.jpg";
        String upload = s3.createMultipartUpload(create -> create.bucket(WATCHED)
                        .key(key)
                        .contentType("image/jpeg")
                        .metadata(Map.of("title", "big")))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            byte[] part = Arrays.copyOfRange(photo, (number - 1) * (5 << 20), number * (5 << 20));
            int partNumber = number;
            String etag = s3.uploadPart(
                            request -> request.bucket(WATCHED)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(partNumber),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        assertThat(s3.listMultipartUploads(list -> list.bucket(WATCHED)).uploads())
                .extracting(one -> one.key())
                .containsExactly(key);
        assertThat(s3.listObjectsV2(list -> list.bucket(WATCHED).prefix("parts/"))
                        .contents())
                .isEmpty();

        s3.completeMultipartUpload(complete ->
                complete.bucket(WATCHED).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));

        var stored = s3.getObjectAsBytes(get -> get.bucket(WATCHED).key(key));
        assertThat(stored.asByteArray()).isEqualTo(photo);
        assertThat(stored.response().metadata()).containsEntry("title", "big");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.at("/detail/reason").textValue()).isEqualTo("CompleteMultipartUpload");
            assertThat(event.at("/detail/object/size").intValue()).isEqualTo(15 << 20);
            assertThat(event.at("/detail/object/etag").textValue()).endsWith("-3");
        });
        s3.deleteObject(delete -> delete.bucket(WATCHED).key(key));
    }

    @Test
    void presignedAddressesWorkForOneMethodAndOneKey() throws Exception {
        URI put = presigner
                .presignPutObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(request -> request.bucket(WATCHED).key("signed/a b+é.jpg")))
                .url()
                .toURI();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("signed");
        assertThat(status(http, HttpRequest.newBuilder(put).PUT(body))).isEqualTo(200);
        assertThat(get("signed/a b+é.jpg")).isEqualTo("signed");
        assertThat(status(http, HttpRequest.newBuilder(put).GET())).isEqualTo(403);
        URI elsewhere = URI.create(put.toString().replace("/signed/", "/forged/"));
        assertThat(status(http, HttpRequest.newBuilder(elsewhere).PUT(body))).isEqualTo(403);
        URI get = presigner
                .presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(request -> request.bucket(WATCHED).key("signed/a b+é.jpg")))
                .url()
                .toURI();
        assertThat(http.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("signed");
    }

    private static int status(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void userMetadataIsKeptUnderLowerCaseNames() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("Background-Prompt", "sunlit marble, 100% \"real\"");
        metadata.put("seed", "42");
        s3.putObject(put -> put.bucket(WATCHED).key("meta").metadata(metadata), RequestBody.fromString("x"));

        assertThat(head("meta").metadata())
                .containsEntry("background-prompt", "sunlit marble, 100% \"real\"")
                .containsEntry("seed", "42");
    }

    @Test
    void asMuchUserMetadataAsS3TakesIsKept() {
        String value = "v".repeat(1990);
        s3.putObject(
                put -> put.bucket(WATCHED)
                        .key("meta/much")
                        .contentType("image/jpeg")
                        .metadata(Map.of("prompt", value)),
                RequestBody.fromString("x"));

        assertThat(head("meta/much").metadata()).containsEntry("prompt", value);
        assertThat(head("meta/much").eTag()).isNotEmpty();
    }

    @Test
    void aWrongKeyIsRefused() {
        LocalAccount stranger = new LocalAccount("000000000000", "us-east-1", "local", "wrong");
        try (S3Client client = LocalClients.s3(server.endpoint(), stranger)) {
            assertThatThrownBy(client::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void manyObjectsAreDeletedAtOnce() {
        put("many/a b", "1");
        put("many/c+d", "2");
        List<ObjectIdentifier> both = Stream.of("many/a b", "many/c+d")
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        s3.deleteObjects(delete -> delete.bucket(WATCHED).delete(all -> all.objects(both)));

        assertThat(s3.listObjectsV2(list -> list.bucket(WATCHED).prefix("many/"))
                        .contents())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null-", "\u00ec\u00a1", "a&b=c"})
    void aVersionThatIsNotThereIsNotFound(String version) {
        put("photo.jpg", "one");

        assertThatThrownBy(() -> s3.headObject(
                        head -> head.bucket(WATCHED).key("photo.jpg").versionId(version)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        answer -> assertThat(answer.statusCode()).isIn(400, 404));
    }

    @Test
    void aRangeOfAnObjectCanBeRead() {
        put("range", "0123456789");

        assertThat(s3.getObjectAsBytes(get -> get.bucket(WATCHED).key("range").range("bytes=2-4"))
                        .asString(StandardCharsets.UTF_8))
                .isEqualTo("234");
    }
}
