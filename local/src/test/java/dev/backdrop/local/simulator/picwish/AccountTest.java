package dev.backdrop.local.simulator.picwish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    private static FormWriter foreground() {
        return FormWriter.form().file("image_file", Subjects.png()).text("prompt", "a beach");
    }

    @Test
    void cuttingOutCostsACreditOnceItHasSucceeded() throws IOException {
        try (Bench bench = new Bench(options -> options.withBalance(10))) {
            String id = bench.segmentation();
            bench.pass(3);
            bench.query(id);
            assertThat(bench.vendor().creditsCharged()).isZero();
            assertThat(bench.vendor().balance()).isEqualTo(10);
            bench.pass(1);
            assertThat(bench.vendor().creditsCharged()).isEqualTo(1);
            bench.query(id);
            bench.query(id);
            assertThat(bench.vendor().creditsCharged()).isEqualTo(1);
            assertThat(bench.get(Bench.COINS).body().toString())
                    .isEqualTo("{\"status\":200,\"message\":\"success\",\"data\":{\"coins\":9}}");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 6"})
    void generatingCostsByThePicture(String images, int credits) throws IOException {
        try (Bench bench = new Bench()) {
            bench.post(Bench.BACKGROUND, foreground().text("batch_size", images));
            bench.post(
                    Bench.R_BACKGROUND, foreground().text("batch_size", images).text("sync", "1"));
            assertThat(bench.vendor().creditsCharged()).isEqualTo(credits);
            bench.pass(4);
            assertThat(bench.vendor().creditsCharged()).isEqualTo(2L * credits);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 3", "2, 6", "5, 6"})
    void generatingCostsForThePicturesThatCameAndNotForOthers(int delivered, int credits) throws IOException {
        try (Bench bench = new Bench()) {
            bench.vendor().tasks().task(1).delivers(delivered);
            bench.post(Bench.R_BACKGROUND, foreground().text("sync", "1"));
            assertThat(bench.vendor().creditsCharged()).isEqualTo(credits);
        }
    }

    @Test
    void pricesCanBeOthers() throws IOException {
        try (Bench bench = new Bench(options -> options.withPrices(2, 5, 8))) {
            bench.atOnce(Bench.photo());
            bench.post(Bench.R_BACKGROUND, foreground().text("sync", "1").text("batch_size", "1"));
            bench.post(Bench.R_BACKGROUND, foreground().text("sync", "1"));
            assertThat(bench.vendor().creditsCharged()).isEqualTo(15);
        }
    }

    @Test
    void anAccountThatCanNotPayIsRefused() throws IOException {
        try (Bench bench = new Bench(options -> options.withBalance(5))) {
            Bench.Reply refused = bench.post(Bench.BACKGROUND, foreground());
            assertThat(refused.status()).isEqualTo(402);
            assertThat(refused.body().toString()).isEqualTo("{\"status\":402,\"message\":\"Insufficient credits\"}");
            assertThat(bench.vendor().tasksCreated()).isZero();

            assertThat(bench.post(Bench.BACKGROUND, foreground().text("batch_size", "1"))
                            .status())
                    .isEqualTo(200);
            bench.vendor().balance(0);
            assertThat(bench.post(Bench.SEGMENTATION, Bench.photo()).status()).isEqualTo(402);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429})
    void anEmptyAccountsStatusIsAChoice(int status) throws IOException {
        try (Bench bench = new Bench(options -> options.withBalance(0).withEmptyAccountStatus(status))) {
            assertThat(bench.post(Bench.SEGMENTATION, Bench.photo()).status()).isEqualTo(status);
        }
        assertThatThrownBy(() -> PicWishOptions.defaults().withEmptyAccountStatus(500))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTaskThatFailsGivesItsCreditBack() throws IOException {
        try (Bench bench = new Bench(options -> options.withBalance(1))) {
            bench.vendor().tasks().task(1).failsWith(-9);
            bench.segmentation();
            assertThat(bench.post(Bench.SEGMENTATION, Bench.photo()).status()).isEqualTo(402);
            bench.pass(4);
            assertThat(bench.post(Bench.SEGMENTATION, Bench.photo()).status()).isEqualTo(200);
        }
    }

    @Test
    void anAccountForTenTasksPaysForTenHoweverManyAskAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Bench bench = new Bench(options -> options.withBalance(10))) {
            Callable<Integer> call =
                    () -> bench.post(Bench.SEGMENTATION, Bench.photo()).status();

            List<Future<Integer>> calls =
                    callers.invokeAll(Stream.generate(() -> call).limit(40).toList());

            int created = 0;
            for (Future<Integer> answer : calls) {
                assertThat(answer.get()).isIn(200, 402);
                created += answer.get() == 200 ? 1 : 0;
            }
            bench.pass(4);
            assertThat(created).isEqualTo(10);
            assertThat(bench.vendor().taskIds()).hasSize(10).doesNotHaveDuplicates();
            assertThat(bench.vendor().creditsCharged()).isEqualTo(10);
            assertThat(bench.vendor().balance()).isZero();
        } finally {
            callers.shutdownNow();
        }
    }
}
