package dev.backdrop.local.simulator.picwish;

import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.BACKGROUND_CREATE;
import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.BACKGROUND_QUERY;
import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.COINS;
import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.RESULT;
import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.R_BACKGROUND_CREATE;
import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.R_BACKGROUND_QUERY;
import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.SEGMENTATION_CREATE;
import static dev.backdrop.local.simulator.picwish.PicWishEndpoint.SEGMENTATION_QUERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.backdrop.local.simulator.Fault;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private Bench.Reply create(String path) throws IOException {
        return path.equals(Bench.SEGMENTATION)
                ? bench.post(path, Bench.photo())
                : bench.post(
                        path,
                        FormWriter.form().file("image_file", Subjects.png()).text("prompt", "a beach"));
    }

    @Test
    void everyEndpointHasFaultsOfItsOwn() throws IOException {
        bench.vendor()
                .faults()
                .next(SEGMENTATION_CREATE, Fault.status(501))
                .next(BACKGROUND_CREATE, Fault.status(502))
                .next(R_BACKGROUND_CREATE, Fault.status(503))
                .next(SEGMENTATION_QUERY, Fault.status(504))
                .next(BACKGROUND_QUERY, Fault.status(505))
                .next(R_BACKGROUND_QUERY, Fault.status(506))
                .next(COINS, Fault.status(507));

        assertThat(create(Bench.SEGMENTATION).status()).isEqualTo(501);
        assertThat(create(Bench.BACKGROUND).status()).isEqualTo(502);
        assertThat(create(Bench.R_BACKGROUND).status()).isEqualTo(503);
        assertThat(bench.vendor().tasksCreated()).isZero();
        for (String path : new String[] {Bench.SEGMENTATION, Bench.BACKGROUND, Bench.R_BACKGROUND}) {
            String id = Bench.taskId(create(path));
            assertThat(bench.get(path + '/' + id).status()).isBetween(504, 506);
            assertThat(bench.vendor().polls(id)).isEmpty();
            assertThat(bench.get(path + '/' + id).status()).isEqualTo(200);
        }
        assertThat(bench.get(Bench.COINS).status()).isEqualTo(507);
        assertThat(bench.get(Bench.COINS).status()).isEqualTo(200);
    }

    @Test
    void aConnectionDroppedBeforeTheCallLeavesNoTask() {
        bench.vendor().faults().next(SEGMENTATION_CREATE, Fault.dropBefore());

        assertThatThrownBy(bench::segmentation).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isZero();
    }

    @Test
    void aConnectionDroppedAfterTheCallLeavesATaskThatIsPaidAndLost() {
        bench.vendor().faults().next(SEGMENTATION_CREATE, Fault.dropAfter());

        assertThatThrownBy(bench::segmentation).isInstanceOf(IOException.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(1);
        bench.pass(4 + 3601);
        assertThat(bench.vendor().creditsCharged()).isEqualTo(1);
        assertThat(bench.vendor().tasksPaidButLost()).hasSize(1);
    }

    @Test
    void aServerErrorAndMalformedJsonCanHideATaskThatWasCreated() throws IOException {
        bench.vendor()
                .faults()
                .next(SEGMENTATION_CREATE, Fault.status(500).afterTakingEffect())
                .next(SEGMENTATION_CREATE, Fault.malformedJson());

        assertThat(create(Bench.SEGMENTATION).status()).isEqualTo(500);
        assertThatThrownBy(() -> create(Bench.SEGMENTATION)).isInstanceOf(JsonProcessingException.class);
        assertThat(bench.vendor().tasksCreated()).isEqualTo(2);
    }

    @Test
    void aResultCanBeSpoiled() throws IOException {
        URI link = Bench.link(bench.atOnce(Bench.photo()), "image");
        bench.vendor().faults().next(RESULT, Fault.htmlPage()).next(RESULT, Fault.truncatedBody());

        assertThat(bench.download(link).headers().firstValue("Content-Type")).hasValue("text/html");
        assertThatThrownBy(() -> bench.download(link)).isInstanceOf(IOException.class);
        assertThat(bench.download(link).statusCode()).isEqualTo(200);
    }

    @Test
    void oneTasksDownloadsCanBeSpoiledByTheScript() throws IOException {
        bench.vendor().tasks().task(1).downloadMeets(Fault.status(404));

        assertThat(bench.download(Bench.link(bench.atOnce(Bench.photo()), "image"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(bench.download(Bench.link(bench.atOnce(Bench.photo()), "image"))
                        .statusCode())
                .isEqualTo(200);
    }
}
