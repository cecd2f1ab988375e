package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that name addresses of this machine, where vendors may be on it: only the vendors' own links lead there. */
class InwardAddressesTest {

    private static World world;
    private static ServerSocket inside;

    @BeforeAll
    static void start() throws IOException {
        world = World.start();
        inside = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inside.setSoTimeout(1);
    }

    @AfterAll
    static void stop() throws IOException {
        inside.close();
        world.close();
    }

    private static void assertNobodyCalled() {
        assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "https://127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "https://localhost:PORT/",
                "https://photos.localhost:PORT/",
                "https://[::1]:PORT/",
                "https://[::ffff:127.0.0.1]:PORT/",
                "https://2130706433:PORT/",
                "https://0x7f000001:PORT/",
                "https://0.0.0.0:PORT/",
                "https://user@127.0.0.1:PORT/"
            })
    void aPhotoThatIsSaidToBeOnThisMachineIsNotFetched(String address) {
        Gateway.Reply reply = new Gateway(world)
                .call(
                        "POST",
                        "/jobs",
                        "",
                        Map.of(),
                        "{\"source\":{\"url\":\"" + here(address)
                                + "\"},\"provider\":\"perfectcorp\",\"background\":{\"prompt\":\"a beach\"}}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body().at("/errors/0/field").asText()).isEqualTo("source.url");
        assertNobodyCalled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:PORT/", "https://localhost:PORT/", "https://[::1]:PORT/"})
    void aBackgroundThatIsSaidToBeOnThisMachineIsNotFetched(String address) {
        String key = "uploads/" + address.replaceAll("[^a-z0-9]", "") + ".jpg";
        world.upload(key, World.jpeg(320, 240), Map.of("background-image", here(address), "provider", "perfectcorp"));
        world.run();

        Job job = world.job(key);
        assertThat(job.status()).isEqualTo(JobStatus.REJECTED);
        assertThat(job.failure().message()).contains("background.image");
        assertNobodyCalled();
    }

    private static String here(String address) {
        return address.replace("PORT", Integer.toString(inside.getLocalPort()));
    }
}
