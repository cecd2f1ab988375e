import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AFTER, disc } from "../fake/pictures.js";
import { GatewayTrouble, Problem } from "../fake/problem.js";
import { accessibilityFaults, needsStandIn, open, overflow, photo, stage, startAndAwait, tile } from "./support.js";

/** A folder of the input bucket that has photos. */
const FOLDER = needsStandIn ? process.env.BACKDROP_CONSOLE_FOLDER : "batches/autumn/";
const UPLOADS = /\/backgrounds\/api\//;
const FAILING = [/Failed to load resource|ERR_/];

let place;
before(async () => { place = await stage(); });
after(() => place.close());

/** A page that asks for a picture, and what it has sent since. */
async function picturePage(options) {
    const opened = await open(place, "#/", options);
    const sent = { backgrounds: [], pictures: [], jobs: [], batches: [] };
    opened.page.on("request", (request) => {
        const { pathname } = new URL(request.url());
        if (request.method() === "POST" && pathname.slice(1) in sent) {
            sent[pathname.slice(1)].push(request.postDataJSON());
        } else if (request.method() === "PUT" && UPLOADS.test(pathname)) {
            sent.pictures.push(request.headers());
        }
    });
    await opened.page.getByRole("radio", { name: "Picture" }).check();
    return { ...opened, sent };
}

async function choosePicture(page, file = photo("marble.jpg", AFTER)) {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: /^Choose (a picture|another)$/ }).click()]);
    await chooser.setFiles(file);
}

/** Drops files on an element. */
async function drop(page, selector, files) {
    const transfer = await page.evaluateHandle((all) => {
        const data = new DataTransfer();
        all.forEach(({ name, type, bytes, size }) => data.items.add(new File([bytes ? new Uint8Array(bytes) : new Uint8Array(size)], name, { type })));
        return data;
    }, files);
    await page.dispatchEvent(selector, "drop", { dataTransfer: transfer });
}

const slate = { name: "slate.png", type: "image/png", bytes: [...disc(60, 40, [90, 100, 110])] };

/** Keeps pictures on their way until they are let go. */
async function holdPictures(page) {
    let letGo;
    const held = new Promise((resolve) => { letGo = resolve; });
    await page.context().route(UPLOADS, async (route) => {
        await held;
        await route.continue();
    });
    return letGo;
}

test("a chosen picture is shown, sent once, and put behind every photo, later ones too", async () => {
    const { page, sent, complaints } = await picturePage();
    await choosePicture(page);
    await page.locator(".picture-card img").waitFor();
    await page.getByText("124 kB · sent when you start").waitFor();
    assert.ok(await page.getByLabel("Or its address").isHidden());
    assert.deepEqual(sent, { backgrounds: [], pictures: [], jobs: [], batches: [] }, "nothing is sent before Start");

    await startAndAwait(page, [photo("one.jpg"), photo("two.jpg")]);
    await page.getByText("sent once, for all").waitFor();
    await startAndAwait(page, [photo("later.jpg")]);

    for (const name of ["one.jpg", "two.jpg", "later.jpg"]) {
        await tile(page, name).getByText("Done", { exact: true }).waitFor();
    }
    assert.deepEqual(sent.backgrounds, [{ fileName: "marble.jpg", contentType: "image/jpeg", size: AFTER.length }]);
    assert.equal(sent.pictures.length, 1);
    assert.equal(sent.pictures[0]["if-none-match"], "*");
    assert.equal(sent.jobs.length, 3);
    assert.match(sent.jobs[0].background.image, /^s3:\/\/.+\/backgrounds\/api\/.+\/marble\.jpg$/);
    assert.equal(new Set(sent.jobs.map((job) => JSON.stringify(job.background))).size, 1);
    await tile(page, "later.jpg").getByRole("link").click();
    await page.getByText(`Picture ${sent.jobs[0].background.image}`).waitFor();
    assert.deepEqual(complaints, []);
});

test("a picture is chosen and removed with the keyboard alone", async () => {
    const { page } = await open(place);
    const chosen = new Promise((resolve) => page.once("filechooser", resolve));
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
    await page.getByRole("radio", { name: "Colour" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Choose a picture");
    await page.keyboard.press("Enter");
    await (await chosen).setFiles(photo("marble.jpg", AFTER));
    await page.locator(".picture-card").waitFor();
    assert.equal(await focused(), "Choose another");
    assert.match(await page.locator("#spoken").textContent(), /marble\.jpg goes behind the photos/);

    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Remove marble.jpg");
    await page.keyboard.press("Enter");

    await page.locator(".picture-card").waitFor({ state: "hidden" });
    assert.equal(await focused(), "Choose a picture");
    await page.keyboard.press("Tab");
    await page.keyboard.type("s3://bucket/backgrounds/beach.jpg");
    assert.equal(await page.getByLabel("Or its address").inputValue(), "s3://bucket/backgrounds/beach.jpg");
});

test("an address is named as before, also after a picture that was removed", { skip: needsStandIn }, async () => {
    const { page, sent } = await picturePage();
    await choosePicture(page);
    await page.getByRole("button", { name: "Remove marble.jpg" }).click();
    await page.getByLabel("Or its address").fill("https://images.example.com/beach.jpg");

    await startAndAwait(page, [photo("addressed.jpg")]);

    assert.deepEqual(sent.jobs[0].background, { image: "https://images.example.com/beach.jpg" });
    assert.deepEqual(sent.backgrounds, []);
});

test("a picture that is dropped on the field is the background, and anywhere else a photo", async () => {
    const { page } = await picturePage();
    await drop(page, ".picture-place", [slate]);
    await page.locator(".picture-card").getByText("slate.png").waitFor();
    assert.equal(await page.locator("li.photo").count(), 0);

    await drop(page, ".stage", [{ ...slate, name: "shoe.png" }]);
    await tile(page, "shoe.png").waitFor();
    await drop(page, ".picture-place", [slate, { ...slate, name: "second.png" }]);

    await page.locator(".picture .wrong").getByText("One picture goes behind all photos; these are 2 files.").waitFor();
    await drop(page, ".picture-place", [{ ...slate, name: "linen.png" }]);
    await page.locator(".picture-card").getByText("linen.png").waitFor();
    assert.ok(await page.locator(".picture .wrong").first().isHidden());
    assert.equal(await page.locator("li.photo").count(), 1);
});

test("files that can't be a background are refused at once, and the one before stays", async () => {
    const { page, sent } = await picturePage();
    await choosePicture(page);
    for (const [file, words] of [
        [{ name: "notes.pdf", type: "application/pdf", size: 9 }, "notes.pdf was left out: it isn't a JPEG, PNG, WebP, TIFF, GIF or BMP."],
        [{ name: "beach.heic", type: "image/heic", size: 9 }, "beach.heic was left out: HEIC isn't taken; save it as JPEG."],
        [{ name: "empty.png", type: "image/png", size: 0 }, "empty.png was left out: it is empty."],
        [{ name: "huge.png", type: "image/png", size: 64 * 1024 * 1024 + 1 }, "huge.png was left out: it has more than 64 MiB."],
    ]) {
        await drop(page, ".picture-place", [file]);
        await page.locator(".picture .wrong").getByText(words).waitFor();
        await page.locator(".picture-card").getByText("marble.jpg").waitFor();
    }
    assert.deepEqual(sent.backgrounds, []);
});

test("a start without a picture or an address says what is missing", async () => {
    const { page, sent } = await picturePage();
    await page.setInputFiles("input[type=file]", [photo("alone.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await page.getByText("Choose a picture, or name its address.").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Choose a picture");
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByLabel("Or its address").fill("beach.jpg");
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await page.getByText("An address starts with https:// or s3:// and names a picture.").waitFor();
    assert.deepEqual(sent.jobs, []);
});

test("a picture that the API doesn't take is told at its field, and no job is made", { skip: needsStandIn }, async () => {
    const { page, sent } = await picturePage({ expected: [/400/] });
    place.server.backgrounds.maxBytes = 1000;
    await choosePicture(page);
    await page.setInputFiles("input[type=file]", [photo("waits.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await page.locator(".picture .wrong")
        .getByText("The API doesn't take marble.jpg: size must be a whole number from 1 to 1000. Nothing was started. Choose another picture.").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Choose another");
    assert.deepEqual([sent.pictures, sent.jobs], [[], []]);

    place.server.backgrounds.maxBytes = AFTER.length;
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "waits.jpg").getByText("Done", { exact: true }).waitFor();
    assert.ok(await page.locator(".picture .wrong").first().isHidden());
});

test("an API that has trouble is asked again, and said to have it if that doesn't help", { skip: needsStandIn }, async () => {
    const { page, sent } = await picturePage({ expected: [/50[03]/] });
    const toBackgrounds = (method, path) => path === "/backgrounds";
    place.server.troubles.push({ when: toBackgrounds, problem: new GatewayTrouble(503, "Service Unavailable") },
        { when: toBackgrounds, problem: new Problem(500, "something has broken") });
    await choosePicture(page);
    await page.setInputFiles("input[type=file]", [photo("trouble.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await page.locator(".picture .wrong").getByText("Something has broken. Nothing was started. Press Start to try again.").waitFor();
    assert.equal(sent.backgrounds.length, 2);
    assert.deepEqual(sent.jobs, []);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "trouble.jpg").getByText("Done", { exact: true }).waitFor();
});

test("an API that can't be reached starts nothing, and goes on when it is back", async () => {
    const { page, sent } = await picturePage({ expected: FAILING });
    await page.getByRole("radio", { name: "studio" }).waitFor();
    await page.context().route(/\/backgrounds$/, (route) => route.abort());
    await choosePicture(page);
    await page.setInputFiles("input[type=file]", [photo("offline.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await page.getByRole("button", { name: "Sending the picture…" }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), [], "while it is sent");

    await page.locator(".picture .wrong").getByText(/can't be reached\. Nothing was started\. Press Start to try again\./).waitFor({ timeout: 30_000 });
    assert.deepEqual(sent.jobs, []);
    await page.context().unroute(/\/backgrounds$/);
    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await tile(page, "offline.jpg").getByText("Done", { exact: true }).waitFor({ timeout: 120_000 });
});

test("an address that has run out is asked for anew", { skip: needsStandIn }, async () => {
    const { page, sent } = await picturePage({ expected: [/403/] });
    place.server.backgrounds.lifetimes.push(-1);
    await choosePicture(page);

    await startAndAwait(page, [photo("late.jpg")]);

    await tile(page, "late.jpg").getByText("Done", { exact: true }).waitFor();
    assert.equal(sent.backgrounds.length, 2);
    assert.equal(place.server.storage.refused.splice(0).length, 1);
});

test("a storage that refuses the picture is told at its field, and no job is made", { skip: needsStandIn }, async () => {
    const { page, sent } = await picturePage({ expected: [/403/] });
    place.server.backgrounds.lifetimes.push(-1, -1, -1);
    await choosePicture(page);
    await page.setInputFiles("input[type=file]", [photo("forbidden.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await page.locator(".picture .wrong").getByText(/^The storage refused the picture: The request signature .+ Nothing was started\. Press Start to try again\.$/).waitFor();
    assert.deepEqual(sent.jobs, []);
    assert.equal(place.server.storage.refused.splice(0).length, 3);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "forbidden.jpg").getByText("Done", { exact: true }).waitFor();
});

for (const lost of [1, 2, 4]) {
    test(`a picture whose arrival wasn't confirmed ${lost} ${lost === 1 ? "time" : "times"} is there once`, { skip: needsStandIn }, async () => {
        const { page, sent } = await picturePage({ expected: FAILING });
        const pictures = () => [...place.server.storage.objects.keys()].filter((key) => UPLOADS.test(key)).length;
        const before = pictures();
        place.server.storage.broken = lost;
        await choosePicture(page);

        await startAndAwait(page, [photo("unheard.jpg")]);

        await tile(page, "unheard.jpg").getByText("Done", { exact: true }).waitFor();
        assert.equal(pictures(), before + 1);
        assert.equal(sent.backgrounds.length, 1);
    });
}

test("a picture that is removed while it is sent starts nothing", async () => {
    const { page, sent } = await picturePage({ expected: FAILING });
    const letGo = await holdPictures(page);
    await choosePicture(page);
    await page.setInputFiles("input[type=file]", [photo("held.jpg")]);
    await Promise.all([page.waitForRequest(UPLOADS), page.getByRole("button", { name: "Start 1 photo" }).click()]);
    await page.getByRole("progressbar", { name: "Sending marble.jpg" }).waitFor();
    await page.getByRole("button", { name: "Remove marble.jpg" }).click();

    await page.getByText("The background picture was changed while it was sent, so nothing was started.").first().waitFor();
    await page.getByRole("button", { name: "Start 1 photo" }).waitFor();
    letGo();
    await page.getByRole("radio", { name: "Colour" }).check();
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "held.jpg").getByText("Done", { exact: true }).waitFor({ timeout: 120_000 });
    assert.deepEqual(sent.jobs.map((job) => Object.keys(job.background)), [["color"]]);
});

test("photos that are added while the picture is sent wait for a start of their own", async () => {
    const { page, sent } = await picturePage();
    const letGo = await holdPictures(page);
    await choosePicture(page);
    await page.setInputFiles("input[type=file]", [photo("in-time.jpg")]);
    await Promise.all([page.waitForRequest(UPLOADS), page.getByRole("button", { name: "Start 1 photo" }).click()]);
    await page.setInputFiles("input[type=file]", [photo("too-late.jpg")]);
    await page.getByRole("button", { name: "Sending the picture…" }).click({ force: true });
    letGo();

    await tile(page, "in-time.jpg").getByText("Done", { exact: true }).waitFor({ timeout: 120_000 });
    await page.getByRole("button", { name: "Start 1 photo" }).waitFor();
    assert.deepEqual(sent.jobs.map((job) => job.source.upload.fileName), ["in-time.jpg"]);
    assert.equal(sent.pictures.length, 1);
});

test("a file that has gone since it was chosen is told, and nothing is started", async () => {
    const { page, sent } = await picturePage();
    await choosePicture(page);
    await page.evaluate(() => { File.prototype.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotFoundError")) }); });
    await page.setInputFiles("input[type=file]", [photo("orphan.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await page.getByText("marble.jpg can't be read any more: it was moved or changed. Nothing was started. Choose it again.").first().waitFor();
    assert.deepEqual([sent.backgrounds, sent.jobs], [[], []]);
});

test("what the API finds wrong with the picture is said there, and the next start sends it anew", { skip: needsStandIn }, async () => {
    const { page, sent } = await picturePage({ expected: [/422/] });
    const problem = "there is no picture";
    place.server.troubles.push({ when: (method, path) => method === "POST" && path === "/jobs",
        problem: new Problem(422, problem, { errors: [{ field: "background.image", problem }] }) });
    await choosePicture(page);
    await page.setInputFiles("input[type=file]", [photo("behind.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await page.locator(".picture .wrong").getByText("There is no picture.").waitFor();

    await page.getByRole("button", { name: "Start 1 photo" }).click();

    await tile(page, "behind.jpg").getByText("Done", { exact: true }).waitFor();
    assert.equal(sent.pictures.length, 2);
});

test("a batch names the picture that its plan has sent", { skip: !FOLDER && "BACKDROP_CONSOLE_FOLDER names no folder with photos" }, async () => {
    const { page, sent, complaints } = await picturePage();
    await page.goto(`${place.base}/#/batches`);
    await page.getByLabel("Folder of the input bucket").fill(FOLDER);
    await page.getByRole("radio", { name: "Picture" }).check();
    await choosePicture(page);
    await page.getByText("sent when you plan").waitFor();
    await page.getByRole("button", { name: "Plan (dry run)" }).click();
    await page.getByText("The plan. Nothing is started yet.").waitFor();

    await page.getByText(/^Picture s3:\/\/.+\/marble\.jpg$/).waitFor();
    assert.equal(sent.pictures.length, 1);
    assert.match(sent.batches[0].background.image, /\/backgrounds\/api\/.+\/marble\.jpg$/);
    assert.equal(sent.batches[0].dryRun, true);
    assert.deepEqual(complaints, []);
});

test("a plan whose picture couldn't be sent isn't made", { skip: needsStandIn }, async () => {
    const { page, sent } = await picturePage({ expected: [/400/] });
    place.server.backgrounds.maxBytes = 1000;
    await page.goto(`${place.base}/#/batches`);
    await page.getByLabel("Folder of the input bucket").fill(FOLDER);
    await page.getByRole("radio", { name: "Picture" }).check();
    await choosePicture(page);
    await page.getByRole("button", { name: "Plan (dry run)" }).click();

    await page.locator(".picture .wrong").getByText(/Nothing was started\. Choose another picture\.$/).waitFor();
    assert.ok(await page.getByRole("button", { name: "Plan (dry run)" }).isEnabled());
    assert.deepEqual(sent.batches, []);
    place.server.backgrounds.maxBytes = AFTER.length;
});

test("the field passes the checks of WCAG AA and fits a phone, in light and dark", async () => {
    for (const colorScheme of ["light", "dark"]) {
        const { page } = await picturePage({ colorScheme, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
        const look = async (name) => {
            assert.deepEqual(await accessibilityFaults(page), [], `${name}, ${colorScheme}`);
            assert.equal(await overflow(page), 0, `${name}, ${colorScheme}`);
        };
        await look("empty");
        await choosePicture(page, photo("a-picture-with-quite-a-long-name-that-does-not-end-before-the-card-does.jpg", AFTER));
        await page.locator(".picture-card img").waitFor();
        await look("chosen");
        await drop(page, ".picture-place", [{ name: "notes.pdf", type: "application/pdf", size: 9 }]);
        await page.locator(".picture .wrong").first().waitFor();
        await look("refused");
        await page.context().close();
    }
});

test("a simulated provider is called so wherever it is named, and its price isn't charged", async (t) => {
    const { page, complaints } = await open(place);
    const { providers } = await (await page.request.get(new URL("/providers", place.base).href)).json();
    const simulated = providers.find((provider) => provider.simulated && provider.backgrounds.includes("color"));
    if (!simulated) {
        t.skip("this server simulates nobody");
        return;
    }
    const { name } = simulated;
    await page.getByText("The first one that is set up and can do it, never a simulated one").waitFor();
    await page.getByRole("radio", { name: `${name} simulated` }).check();
    await page.locator("label.provider").filter({ hasText: name }).getByText(/not charged here$/).waitFor();
    await page.setInputFiles("input[type=file]", [photo("rehearsed.jpg")]);
    await page.getByText(`${name} is simulated here: a stand-in answers, and nothing is charged.`).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "rehearsed.jpg").getByText("Done", { exact: true }).waitFor({ timeout: 120_000 });

    await tile(page, "rehearsed.jpg").getByRole("link").click();
    await page.getByText(`${name} is simulated here, and while it is, nothing is charged for it.`).waitFor();
    assert.equal(await page.getByText(`${name} (simulated)`, { exact: true }).count(), 2);
    await page.getByRole("cell", { name: /^\d+ ?simulated$/ }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.goto(`${place.base}/#/jobs`);
    const row = page.locator("a.job-row").filter({ hasText: "rehearsed.jpg" }).first();
    await row.getByText(`${name} (simulated)`).waitFor();
    await row.getByText(/credits?, simulated$/).waitFor();
    await page.goto(`${place.base}/#/providers`);
    await page.getByRole("region", { name }).getByText("A stand-in answers in the vendor's place.").waitFor();
    assert.deepEqual(complaints, []);
});

test("auto's estimate leaves simulated providers out", { skip: needsStandIn }, async () => {
    const { page } = await open(place);
    await page.setInputFiles("input[type=file]", [photo("estimate.jpg")]);

    await page.getByText("Free: it costs no vendor units.").waitFor();
});

test("a batch that names a simulated provider says that its estimate isn't charged", { skip: needsStandIn }, async () => {
    const { page } = await open(place, "#/batches");
    const words = "picwish is simulated here, and while it is, nothing is charged for it.";
    await page.getByLabel("Folder of the input bucket").fill(FOLDER);
    await page.getByRole("radio", { name: "picwish" }).check();
    await page.getByRole("button", { name: "Plan (dry run)" }).click();
    await page.getByText(words).waitFor();
    await page.getByRole("button", { name: "Start 12 jobs…" }).click();

    await page.getByRole("dialog").getByText(words).waitFor();
});

test("a simulated job that may be charged for says that it isn't", { skip: needsStandIn }, async () => {
    const { page } = await open(place);
    place.server.jobs.fates.set("maybe.jpg", { status: "SUBMIT_UNKNOWN", error: { code: "SUBMIT_UNKNOWN", message: "picwish's answer was lost", provider: "picwish",
        retryable: true, charged: "MAYBE", advice: "Retry the job only if there is no such task." } });
    const words = "picwish is simulated here, and while it is, nothing is charged for it.";
    await page.getByRole("radio", { name: "picwish" }).check();
    await startAndAwait(page, [photo("maybe.jpg")]);
    await tile(page, "maybe.jpg").getByRole("link").click();
    await page.locator(".error-block").getByText(words).waitFor();

    await page.getByRole("button", { name: "Retry" }).click();

    await page.getByRole("dialog").getByText(words).waitFor();
});

test("nothing that the API or the storage had to refuse was sent", { skip: needsStandIn }, () => {
    assert.deepEqual(place.server.refused, []);
    assert.deepEqual(place.server.storage.refused, []);
});
