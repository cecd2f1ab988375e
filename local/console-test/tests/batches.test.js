import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { needsStandIn, open, stage } from "./support.js";

/** A folder of the input bucket that has photos. What is uploaded through the API is a job already, and no batch takes it. */
const FOLDER = needsStandIn ? process.env.BACKDROP_CONSOLE_FOLDER : "batches/autumn/";

let place;
before(async () => { place = await stage(); });
after(() => place.close());

async function plan(page, folder) {
    await page.goto(`${place.base}/#/batches`);
    await page.getByLabel("Folder of the input bucket").fill(folder);
    await page.getByRole("button", { name: "Plan (dry run)" }).click();
    await page.getByText("The plan. Nothing is started yet.").waitFor();
}

test("a batch is planned, then confirmed, then watched, and leaves a report", { skip: !FOLDER && "BACKDROP_CONSOLE_FOLDER names no folder with photos" }, async () => {
    const { page, complaints } = await open(place, "#/providers");
    await plan(page, FOLDER);
    if (!needsStandIn) {
        assert.equal(place.server.batches.running, 0);
        assert.deepEqual(await page.locator(".figures strong").allTextContents(), ["14", "2", "12", "48", "2 min 24 s"]);
    }

    await page.getByRole("button", { name: /^Start \d+ jobs?…$/ }).click();
    await page.getByText(/^Estimate: /).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: /^Start \d+ jobs?$/ }).click();

    await page.getByRole("progressbar", { name: "Progress of the batch" }).waitFor();
    await page.getByRole("heading", { name: "Report" }).waitFor({ timeout: 120_000 });
    if (!needsStandIn) {
        await page.getByText("12 of 12").waitFor();
        await page.getByText("3 failed", { exact: true }).waitFor();
        assert.equal(place.server.batches.running, 1);
    }
    const report = await page.request.get(await page.getByRole("link", { name: "JSON", exact: true }).getAttribute("href"));
    assert.ok(report.ok());
    assert.deepEqual(complaints, []);
});

test("a plan that is started twice is one batch", { skip: needsStandIn }, async () => {
    const { page } = await open(place, "#/providers");
    await plan(page, FOLDER);
    const address = page.url();
    const running = place.server.batches.running;

    for (let time = 0; time < 2; time += 1) {
        await page.goto(address);
        await page.getByRole("button", { name: "Start 12 jobs…" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Start 12 jobs" }).click();
        await page.getByRole("progressbar").waitFor();
    }

    assert.equal(place.server.batches.running, running + 1);
});

test("the failed photos of a batch are planned again by themselves", { skip: needsStandIn }, async () => {
    const { page } = await open(place, "#/providers");
    await plan(page, FOLDER);
    await page.getByRole("button", { name: "Start 12 jobs…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Start 12 jobs" }).click();

    await page.getByRole("button", { name: "Plan the 3 failed ones again" }).click();

    await page.getByRole("button", { name: "Start 3 jobs…" }).waitFor();
    const { body } = place.server.calls.findLast((call) => call.operation === "createBatch");
    assert.match(body.failedOnly, /^[0-9a-f]{32}$/);
    assert.equal(body.dryRun, true);
});

test("what was set for the plan holds for the batch, after a reload too", { skip: needsStandIn }, async () => {
    const { page } = await open(place, "#/batches");
    await page.getByRole("radio", { name: "Manifest" }).check();
    await page.getByRole("textbox", { name: "Manifest" }).fill("batches/spring.csv");
    await page.getByText("More: placement, seed, limits").click();
    await page.getByLabel("Jobs at once").fill("3");
    await page.getByLabel("Failures tolerated, percent").fill("12.5");
    await page.getByRole("button", { name: "Plan (dry run)" }).click();
    await page.getByRole("button", { name: "Start 80 jobs…" }).waitFor();
    await page.reload();

    await page.getByRole("button", { name: "Start 80 jobs…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Start 80 jobs" }).click();
    await page.getByRole("progressbar").waitFor();

    assert.deepEqual(place.server.calls.findLast((call) => call.operation === "createBatch").body,
        { manifest: { key: "batches/spring.csv" }, concurrency: 3, toleratedFailurePercent: 12.5, confirm: true });

    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel the batch" }).click();
    await page.getByText("Cancelled", { exact: true }).waitFor();
});

test("a folder that isn't there is said at once", async () => {
    const { page } = await open(place, "#/batches", { expected: [/422/] });
    await page.getByLabel("Folder of the input bucket").fill("nowhere");
    await page.getByRole("button", { name: "Plan (dry run)" }).click();
    await page.getByText("Name it with its whole path, such as batches/autumn/").waitFor();
});

test("a planning that the API refuses says that nothing was started", { skip: needsStandIn }, async () => {
    const { page } = await open(place, "#/batches", { expected: [/422/] });
    await page.getByLabel("Folder of the input bucket").fill("batches/nothing/");
    await page.getByRole("button", { name: "Plan (dry run)" }).click();

    await page.getByText("There is nothing under batches/nothing/ in the input bucket. Nothing was started.").waitFor();
});

test("nothing that the API had to refuse was sent", { skip: needsStandIn }, () => {
    assert.deepEqual(place.server.refused, []);
});
