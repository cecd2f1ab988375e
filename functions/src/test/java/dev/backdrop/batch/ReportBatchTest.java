package dev.backdrop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportBatchTest {

    private final Bench bench = new Bench();

    private void planned(int photos) {
        for (int i = 0; i < photos; i++) {
            bench.photo("batches/a/" + i + ".jpg");
        }
        bench.planFolder("b1", "");
    }

    @Test
    void eachPhotoIsSaidWhatCameOfItAndTheFolderIsFree() {
        planned(3);
        bench.job("batches/a/0.jpg", JobStatus.SUCCEEDED);
        bench.job("batches/a/1.jpg", JobStatus.FAILED);

        RecordedBatch recorded = bench.report("b1", null);

        Batch batch = bench.store.batches.get("b1");
        assertThat(recorded.status()).isEqualTo(BatchStatus.FINISHED_WITH_FAILURES);
        assertThat(batch.message()).contains("1 of 3 jobs succeeded");
        assertThat(batch.ending().succeeded()).isEqualTo(1);
        assertThat(batch.ending().failed()).isEqualTo(1);
        assertThat(batch.ending().unfinished()).isEqualTo(1);
        assertThat(bench.store.locks).isEmpty();
        assertThat(Bench.json(bench.text("reports/b1/report.json")).path("rows"))
                .extracting(row -> row.path("status").asText())
                .containsExactly("SUCCEEDED", "FAILED", "NOT_STARTED");
        assertThat(Bench.json(bench.text("reports/b1/report.json")).at("/summary/statuses"))
                .hasToString("{\"FAILED\":1,\"NOT_STARTED\":1,\"SUCCEEDED\":1}");
        assertThat(bench.text("reports/b1/report.csv").lines()).hasSize(4);
    }

    @Test
    void aReportIsNotMadeTwiceAndAnswersTheSame() {
        planned(1);
        bench.job("batches/a/0.jpg", JobStatus.SUCCEEDED);
        RecordedBatch first = bench.report("b1", null);
        bench.jobs.clear();
        assertThat(bench.report("b1", null)).isEqualTo(first);
        assertThat(first.status()).isEqualTo(BatchStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aCrashAfterAnyWriteIsMadeGoodByReportingAgain(int writes) {
        planned(1);
        bench.job("batches/a/0.jpg", JobStatus.SUCCEEDED);
        bench.crashAfter(writes);
        assertThatThrownBy(() -> bench.report("b1", null)).isInstanceOf(Bench.Crash.class);
        assertThat(bench.report("b1", null).status()).isEqualTo(BatchStatus.SUCCEEDED);
        assertThat(bench.store.locks).isEmpty();
        assertThat(bench.files)
                .containsKeys("reports/b1/report.json", "reports/b1/report.csv", "reports/b1/report.html");
    }

    @Test
    void whatStoppedTheJobsIsSaid() {
        planned(1);
        RecordedBatch recorded =
                bench.report("b1", new ReportBatchInput.StepError("States.ItemReaderFailed", "no list"));
        assertThat(recorded.status()).isEqualTo(BatchStatus.FAILED);
        assertThat(recorded.message()).contains("States.ItemReaderFailed: no list");
    }

    @ParameterizedTest
    @CsvSource({"ABORTED, CANCELLED", "TIMED_OUT, FAILED"})
    void aStoppedBatchIsReportedByWhoeverHearsOfItsEnd(String end, BatchStatus status) {
        planned(6);
        bench.job("batches/a/0.jpg", JobStatus.SUCCEEDED);
        bench.job("batches/a/1.jpg", JobStatus.FAILED);
        bench.jobOf("b1", "batches/a/2.jpg", JobStatus.PROCESSING, null);
        bench.jobOf("b1", "batches/a/3.jpg", JobStatus.FAILED, "the workflow broke: its execution ended as ABORTED.");
        bench.jobOf("another", "batches/a/4.jpg", JobStatus.PROCESSING, null);

        assertThat(bench.close("b1", end).status()).isEqualTo(status);
        Batch first = bench.store.batches.get("b1");
        bench.close("b1", end);

        Batch batch = bench.store.batches.get("b1");
        assertThat(batch).isEqualTo(first);
        assertThat(batch.status()).isEqualTo(status);
        assertThat(batch.ending().succeeded()).isEqualTo(1);
        assertThat(batch.ending().failed()).isEqualTo(3);
        assertThat(batch.ending().unfinished()).isEqualTo(2);
        assertThat(Bench.json(bench.text("reports/b1/report.json")).path("rows"))
                .extracting(row -> row.path("status").asText())
                .containsExactly("SUCCEEDED", "FAILED", "STOPPED", "STOPPED", "PROCESSING", "NOT_STARTED");
        assertThat(Bench.json(bench.text("reports/b1/report.json"))
                        .at("/batch/status")
                        .asText())
                .isEqualTo(status.name());
        assertThat(bench.text("reports/b1/report.html")).contains("it was under way when the batch was stopped");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aCrashAfterAnyWriteOfAStoppedBatchsReportIsMadeGoodByClosingItAgain(int writes) {
        planned(1);
        bench.crashAfter(writes);
        assertThatThrownBy(() -> bench.close("b1", "ABORTED")).isInstanceOf(Bench.Crash.class);
        assertThat(bench.close("b1", "ABORTED").status()).isEqualTo(BatchStatus.CANCELLED);
        assertThat(bench.store.batches.get("b1").ending().unfinished()).isEqualTo(1);
        assertThat(bench.store.locks).isEmpty();
    }

    @Test
    void aBatchThatIsStoppedBeforeItIsPlannedHasNoReport() {
        bench.close("b1", "ABORTED");
        assertThat(bench.files).isEmpty();
        assertThat(bench.store.batches.get("b1").ending()).isNull();
    }

    @Test
    void whatWasSubmittedIsCountedApartFromWhatProvidersWereGiven() {
        planned(2);
        bench.job("batches/a/0.jpg", JobStatus.REJECTED, FailureCode.INVALID_PHOTO);
        bench.job("batches/a/1.jpg", JobStatus.REJECTED, FailureCode.INVALID_PHOTO);

        bench.report("b1", null);

        JsonNode summary = Bench.json(bench.text("reports/b1/report.json")).path("summary");
        assertThat(summary.path("submitted").asInt()).isEqualTo(2);
        assertThat(summary.path("tasks").asInt()).isZero();
        assertThat(bench.text("reports/b1/report.html"))
                .contains("<dt>Submitted</dt><dd>2 jobs</dd>")
                .contains("<dt>Tasks at providers</dt><dd>0</dd>")
                .contains("No provider was given a task: nothing was charged.");
    }

    @Test
    void anExecutionThatTimedOutEndsItsBatchOnce() {
        planned(1);
        assertThat(bench.close("b1", "TIMED_OUT").status()).isEqualTo(BatchStatus.FAILED);
        assertThat(bench.close("b1", "ABORTED").status()).isEqualTo(BatchStatus.FAILED);
        assertThat(bench.store.locks).isEmpty();
        assertThat(bench.report("b1", null).status()).isEqualTo(BatchStatus.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "a,b|\"a,b\"",
                "say \"hi\"|\"say \"\"hi\"\"\"",
                "=1+1|'=1+1",
                "+49|'+49",
                "-x|'-x",
                "@sum|'@sum",
                "=a,b|\"'=a,b\"",
                "a=b|a=b"
            })
    void cellsCannotRunInASpreadsheetNorBreakTheirLine(String value, String cell) {
        assertThat(CsvReport.cell(value)).isEqualTo(cell);
    }

    @Test
    void textsOfOthersCannotBecomeMarkup() {
        assertThat(HtmlReport.escape("<img src=x onerror='a(\"b\")'>&\u0000"))
                .isEqualTo("&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;\uFFFD");
        assertThat(HtmlReport.escape(null)).isEmpty();
    }

    @Test
    void aLongBatchShowsItsFailuresFirstAndSaysThatThereIsMore() {
        planned(450);
        bench.jobs.clear();
        for (int i = 0; i < 450; i++) {
            bench.job("batches/a/" + i + ".jpg", i < 40 ? JobStatus.FAILED : JobStatus.SUCCEEDED);
        }
        bench.report("b1", null);
        String html = bench.text("reports/b1/report.html");
        assertThat(html).contains("240 of 450 photos are shown here").contains("color-scheme: light dark");
        assertThat(html.split("it broke", -1)).hasSize(41);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyFailureComesWithAdvice(FailureCode code) {
        assertThat(Advice.on(Failure.ours(code, "x", true))).endsWith(".");
        assertThat(Advice.on(Failure.ours(code, "x", false))).endsWith(".");
    }

    @Test
    void numbersAreKeptOnceEach() {
        LongSet set = new LongSet();
        for (long value = -5_000; value < 5_000; value++) {
            assertThat(set.add(value * 0x1234567L)).isTrue();
        }
        assertThat(set.add(0)).isFalse();
        assertThat(set.add(4_999 * 0x1234567L)).isFalse();
    }
}
