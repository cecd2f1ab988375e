import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { disc } from "../fake/pictures.js";
import { Problem } from "../fake/problem.js";
import { broken, needsStandIn, open, photo, stage, startAndAwait, tile } from "./support.js";

let place;
before(async () => { place = await stage(); });
after(() => place.close());

test("one photo becomes a job and comes back", async () => {
    const { page, complaints } = await open(place);

    await startAndAwait(page, [photo("teapot.jpg")]);

    await tile(page, "teapot.jpg").getByText("Done", { exact: true }).waitFor();
    await tile(page, "teapot.jpg").getByRole("link", { name: "Open the job of teapot.jpg" }).click();
    await page.getByRole("heading", { name: "teapot.jpg" }).waitFor();
    assert.deepEqual(complaints, []);
});

test("many photos are sent a few at a time and all end", async () => {
    const { page, complaints } = await open(place);
    const names = Array.from({ length: 6 }, (_, index) => `many-${index}.jpg`);

    await startAndAwait(page, names.map((name) => photo(name)));

    assert.equal(await page.locator("li.photo").getByText("Done", { exact: true }).count(), 6);
    await page.getByText("6 done").waitFor();
    assert.deepEqual(complaints, []);
});

test("photos can be dropped and pasted", async () => {
    const { page } = await open(place, "#/providers");
    const transfer = await page.evaluateHandle((bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "dropped.png", { type: "image/png" }));
        return data;
    }, [...disc(60, 40, [20, 120, 200])]);

    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
    await tile(page, "dropped.png").waitFor();
    await page.evaluate((bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }, [...disc(60, 40, [200, 60, 20])]);

    await tile(page, "pasted.png").locator("img").waitFor();
    await page.getByRole("button", { name: "Start 2 photos" }).waitFor();
});

test("files that are no photos and photos that are there already are left out, and it says so", async () => {
    const { page } = await open(place);
    const same = photo("twice.jpg");
    await page.setInputFiles("input[type=file]", [same]);

    await page.setInputFiles("input[type=file]", [{ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("x") },
        { name: "iphone.heic", mimeType: "image/heic", buffer: Buffer.from("x") }, { name: "empty.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(0) }]);

    await page.getByText("notes.txt was left out").waitFor();
    await page.getByText("HEIC isn't taken; save it as JPEG").waitFor();
    await page.getByText("empty.jpg was left out: it is empty.").waitFor();
    assert.equal(await page.locator("li.photo").count(), 1);
});

test("a file that only calls itself a photo is refused with the reason and the advice", async () => {
    const { page } = await open(place);

    await startAndAwait(page, [broken("notes.jpg")]);
    await tile(page, "notes.jpg").getByText("Refused", { exact: true }).waitFor();
    await tile(page, "notes.jpg").getByRole("link").click();

    await page.locator(".advice").getByText("Send another photo, or the same one in another format.").waitFor();
    await page.getByText("Nothing is charged for it.").waitFor();
});

test("what is wrong with the request is said at its field before anything is sent", async () => {
    const { page } = await open(place);
    await page.setInputFiles("input[type=file]", [photo("field.jpg")]);
    await page.getByRole("radio", { name: "Prompt" }).check();

    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await page.getByText("Say in words what goes behind the subject.").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "TEXTAREA");
    await page.getByRole("radio", { name: "Colour" }).check();
    await page.getByRole("textbox", { name: "Colour", exact: true }).fill("blue-ish");
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await page.getByText("A colour has three or six hex digits").waitFor();
    await tile(page, "field.jpg").getByText("kB").waitFor();
});

test("everything that can be asked for reaches the API as it was set", { skip: needsStandIn }, async () => {
    const { page } = await open(place);
    await page.getByRole("textbox", { name: "Colour", exact: true }).fill("ABC");
    await page.getByRole("radio", { name: "PNG" }).check();
    await page.getByLabel("Longest side, pixels").fill("1200");
    await page.getByText("More: placement, seed").click();
    await page.getByLabel("Canvas, pixels").fill("1500x1000");
    await page.getByLabel("Scale").fill("0.85");
    await page.getByLabel("Anchor").selectOption("bottom");
    await page.getByLabel("Seed").fill("42");
    await page.getByRole("radio", { name: "studio" }).check();

    await startAndAwait(page, [photo("all.jpg")]);

    const { source, ...asked } = place.server.calls.findLast((call) => call.operation === "createJob").body;
    assert.deepEqual(asked, { background: { color: "#aabbcc" }, provider: "studio", seed: 42, output: { format: "png", maxSide: 1200 },
        placement: { canvas: "1500x1000", scale: 0.85, anchor: "bottom" } });
    assert.equal(source.upload.fileName, "all.jpg");
});

test("providers say what they can do, and those that can't be used say why", async () => {
    const { page } = await open(place);
    await page.getByRole("radio", { name: "studio" }).waitFor();

    await page.getByRole("radio", { name: "Prompt" }).check();

    assert.ok(await page.getByRole("radio", { name: "studio" }).isEnabled());
    if (!needsStandIn) {
        assert.ok(await page.getByRole("radio", { name: "perfectcorp" }).isDisabled());
        await page.getByText("Not set up: put BACKDROP_PERFECTCORP_API_KEY into the provider secret").waitFor();
        await page.getByRole("radio", { name: "fashn" }).check();
        await page.setInputFiles("input[type=file]", [photo("a.jpg"), photo("b.jpg")]);
        await page.getByText("Costs about 8 vendor units.").waitFor();
        await page.getByRole("radio", { name: "Transparent" }).check();
        await page.getByText("fashn can't do this, so Auto chooses.").waitFor();
    }
});

for (const lost of [1, 2]) {
    test(`a photo whose arrival wasn't confirmed ${lost === 1 ? "once" : "at all"} is asked about again, not paid for again`, { skip: needsStandIn }, async () => {
        const { page } = await open(place, "#/", { expected: [/ERR_EMPTY_RESPONSE|Failed to load resource/] });
        const starts = place.server.jobs.starts;
        place.server.storage.broken = lost;

        await startAndAwait(page, [photo("lost-answer.jpg")]);

        await tile(page, "lost-answer.jpg").getByText("Done", { exact: true }).waitFor();
        assert.equal(place.server.jobs.starts, starts + 1);
    });
}

test("an API that is busy is asked again with the same key", { skip: needsStandIn }, async () => {
    const { page } = await open(place, "#/", { expected: [/503/] });
    const starts = place.server.jobs.starts;
    place.server.troubles.push({ when: (method, path) => method === "POST" && path === "/jobs", problem: new Problem(503, "the table stays away", { retryAfter: 1 }) });

    await startAndAwait(page, [photo("busy.jpg")]);

    const [first, second] = place.server.calls.filter((call) => call.operation === "createJob").slice(-2);
    assert.ok(first.key);
    assert.equal(first.key, second.key);
    assert.deepEqual(first.body, second.body);
    assert.equal(place.server.jobs.starts, starts + 1);
});

test("a refusal is shown in the API's words, at its field, and the photo can be started again", { skip: needsStandIn }, async () => {
    const { page } = await open(place, "#/", { expected: [/422/] });
    const detail = "the prompt says nothing that can be painted";
    place.server.troubles.push({ when: (method, path) => method === "POST" && path === "/jobs", problem: new Problem(422, detail, { errors: [{ field: "background.prompt", problem: detail }] }) });
    await page.getByRole("radio", { name: "Prompt" }).check();
    await page.getByLabel("A scene in words").fill("asdf");
    await page.setInputFiles("input[type=file]", [photo("refused.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await tile(page, "refused.jpg").getByText("The prompt says nothing that can be painted. Nothing was started.").waitFor();
    assert.equal(await page.getByLabel("A scene in words").getAttribute("aria-invalid"), "true");

    await page.getByLabel("A scene in words").fill("a beach");
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "refused.jpg").getByText("Done", { exact: true }).waitFor();
});

test("nothing that the API or the storage had to refuse was sent", { skip: needsStandIn }, () => {
    assert.deepEqual(place.server.refused, []);
    assert.deepEqual(place.server.storage.refused, []);
});
