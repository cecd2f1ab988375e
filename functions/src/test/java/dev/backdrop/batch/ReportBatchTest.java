package dev.backdrop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
