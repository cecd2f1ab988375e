import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { broken, needsStandIn, open, photo, stage, startAndAwait, tile } from "./support.js";

let place;
before(async () => { place = await stage(); });
after(() => place.close());

async function openJob(page, name) {
    await tile(page, name).getByRole("link", { name: `Open the job of ${name}` }).click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
}

test("a job's way is shown step by step until its end", { skip: needsStandIn }, async () => {
    const { page, complaints } = await open(place);
    place.server.jobs.hold = "PROCESSING";
    await page.setInputFiles("input[type=file]", [photo("watched.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "watched.jpg").getByText("At the provider").waitFor();
    await openJob(page, "watched.jpg");
    await page.locator('[aria-current="step"]').getByText("Process").waitFor();

    place.server.jobs.hold = null;

    await page.getByText("Done", { exact: true }).waitFor();
    await page.locator(".compare").waitFor();
    assert.deepEqual(complaints, []);
});

test("before and after are compared with the keyboard and with the pointer", async () => {
    const { page } = await open(place);
    await startAndAwait(page, [photo("compare.jpg")]);
    await openJob(page, "compare.jpg");
    const slider = page.getByRole("slider", { name: "Compare before and after" });
    const split = () => page.locator(".compare").evaluate((element) => element.style.getPropertyValue("--split"));

    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    assert.equal(await split(), "49%");
    assert.equal(await slider.getAttribute("aria-valuetext"), "49 % before, 51 % after");
    await page.keyboard.press("End");
    assert.equal(await split(), "100%");
    await page.keyboard.press("Home");
    assert.equal(await split(), "0%");

    const box = await page.locator(".compare").boundingBox();
    await page.mouse.click(box.x + box.width * 0.75, box.y + box.height / 2);
    assert.ok(Math.abs(parseInt(await split(), 10) - 75) <= 2, await split());
});

test("the whole record can be read, and the picture is saved under its own name", async () => {
    const { page } = await open(place);
    await startAndAwait(page, [photo("record.jpg")]);
    await openJob(page, "record.jpg");

    await page.getByRole("columnheader", { name: "Polls" }).waitFor();
    await page.getByText("studio, chosen by auto").waitFor();
    await page.getByText("SHA-256").waitFor();
    await page.getByText("As JSON").click();
    const json = JSON.parse(await page.locator("pre").textContent());
    assert.equal(json.status, "SUCCEEDED");
    assert.ok(!JSON.stringify(json).includes("X-Amz"), "a link in the record opens the picture for whoever it is sent to");

    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
    assert.match(download.suggestedFilename(), /^record\.(jpg|png)$/);
});

test("a transparent result stands on a checkerboard", async () => {
    const { page } = await open(place);
    await page.getByRole("radio", { name: "Transparent" }).check();
    await startAndAwait(page, [photo("cut.jpg")]);
    await openJob(page, "cut.jpg");

    assert.match(await page.locator(".compare").evaluate((element) => getComputedStyle(element).backgroundImage), /conic-gradient/);
});

test("jobs are listed, filtered by status, and have links that work", async () => {
    const { page, complaints } = await open(place);
    await startAndAwait(page, [photo("listed.jpg"), broken("unlisted.jpg")]);

    await page.goto(`${place.base}/#/jobs?status=REJECTED`);
    await page.locator("a.job-row").filter({ hasText: "unlisted.jpg" }).waitFor();
    assert.equal(await page.locator("a.job-row").filter({ hasText: /^listed\.jpg/ }).count(), 0);
    await page.getByLabel("Status").selectOption({ label: "Done" });
    await page.locator("a.job-row").filter({ hasText: "listed.jpg" }).first().click();

    assert.match(page.url(), /#\/jobs\/[0-9a-f]{32}$/);
    await page.reload();
    await page.getByRole("heading", { name: "listed.jpg" }).waitFor();
    assert.deepEqual(complaints, []);
});

test("older jobs are loaded on demand and stay while the list goes on", { skip: needsStandIn }, async () => {
    for (let count = 0; count < 25; count += 1) {
        place.server.jobs.create({ source: { upload: { fileName: `old-${count}.jpg`, contentType: "image/jpeg", size: 1 } } });
    }
    const { page } = await open(place, "#/jobs");
    await page.getByRole("button", { name: "Load more" }).click();

    await page.locator("a.job-row").nth(24).waitFor();
    const shown = await page.locator("a.job-row").count();
    await page.waitForRequest((request) => request.url().includes("/jobs?"));
    assert.ok(await page.locator("a.job-row").count() >= shown);
});

test("a photo that the browser can't show leaves words in its place, and no broken picture", async () => {
    const { page } = await open(place);
    await startAndAwait(page, [broken("unseen.jpg")]);
    await openJob(page, "unseen.jpg");

    await page.getByText("This browser can't show the photo.").waitFor();
    assert.ok(await page.getByRole("img", { name: "unseen.jpg, before" }).isHidden());
});

test("a refused job can be run again without a word about money", async () => {
    const { page } = await open(place);
    await startAndAwait(page, [broken("again.jpg")]);
    await openJob(page, "again.jpg");

    await page.getByRole("button", { name: "Retry" }).click();

    await page.getByText(/^A new run is started\./).first().waitFor();
    await page.getByText("Refused", { exact: true }).waitFor();
});

test("a job that may be charged for is only run again after a clear yes", { skip: needsStandIn }, async () => {
    const { page, complaints } = await open(place);
    place.server.jobs.fates.set("money.jpg", { status: "SUBMIT_UNKNOWN", error: { code: "SUBMIT_UNKNOWN", message: "studio's answer was lost", provider: "studio",
        retryable: true, charged: "MAYBE", advice: "Retry the job only if there is no such task." } });
    await startAndAwait(page, [photo("money.jpg")]);
    await openJob(page, "money.jpg");
    await page.getByText("The vendor may charge for it.").waitFor();
    const starts = place.server.jobs.starts;

    await page.getByRole("button", { name: "Retry" }).click();
    const yes = page.getByRole("button", { name: "Run again" });
    assert.ok(await yes.isDisabled());
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(place.server.jobs.starts, starts);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Retry");

    await page.getByRole("button", { name: "Retry" }).click();
    await page.getByLabel("I accept that this may be charged a second time").check();
    await yes.click();

    await page.getByText("Done", { exact: true }).waitFor();
    assert.equal(place.server.jobs.starts, starts + 1);
    assert.deepEqual(place.server.calls.findLast((call) => call.operation === "retryJob").body, { acceptPossibleCharge: true });
    await page.getByRole("link", { name: "New", exact: true }).click();
    await tile(page, "money.jpg").getByText("Done", { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
});

test("a running job is cancelled after a word about what it may cost", { skip: needsStandIn }, async () => {
    const { page } = await open(place);
    place.server.jobs.hold = "PROCESSING";
    await page.setInputFiles("input[type=file]", [photo("stop.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "stop.jpg").getByText("At the provider").waitFor();
    await openJob(page, "stop.jpg");

    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("can't be taken back").waitFor();
    await page.getByRole("button", { name: "Cancel the job" }).click();

    await page.getByText("Cancelled", { exact: true }).waitFor();
    await page.getByText("The vendor may charge for it.").waitFor();
    place.server.jobs.hold = null;
});

test("what comes from outside is never read as markup", { skip: needsStandIn }, async () => {
    const { page, complaints } = await open(place);
    const nasty = "<img src=x onerror=alert(1)>";
    place.server.jobs.fates.set("nasty.jpg", { status: "FAILED", error: { code: "TASK_FAILED", message: nasty, retryable: true, charged: "NO", advice: nasty } });
    await startAndAwait(page, [photo("nasty.jpg")]);
    await openJob(page, "nasty.jpg");

    await page.getByRole("heading", { name: nasty }).waitFor();
    assert.equal(await page.locator("img[onerror]").count(), 0);
    assert.deepEqual(complaints, []);
});

test("a job that isn't there is said to be missing", async () => {
    const { page } = await open(place, "#/providers", { expected: [/404/] });
    await page.goto(`${place.base}/#/jobs/${"0".repeat(32)}`);

    await page.getByText("There is no such job").waitFor();
});

test("nothing that the API or the storage had to refuse was sent", { skip: needsStandIn }, () => {
    assert.deepEqual(place.server.refused, []);
    assert.deepEqual(place.server.storage.refused, []);
});
