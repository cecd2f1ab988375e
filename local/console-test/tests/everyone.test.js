import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityFaults, broken, open, overflow, photo, stage, startAndAwait, tile } from "./support.js";

const PAGES = ["#/", "#/jobs", "#/batches", "#/providers", "#/nowhere"];
const OFFLINE = [/ERR_FAILED|Failed to load resource/];

let place;
before(async () => { place = await stage(); });
after(() => place.close());

/** Visits every page, with photos that are new, done and refused, and a job with its pictures. */
async function everywhere(page, look) {
    await startAndAwait(page, [photo("a-photo-with-quite-a-long-name-that-does-not-end.jpg"), broken("refused.jpg")]);
    await page.setInputFiles("input[type=file]", [photo("new.jpg")]);
    await look("start, in use");
    const links = await page.locator("li.photo a").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    for (const path of [...PAGES, ...links]) {
        await page.goto(`${place.base}/${path}`);
        await page.locator("h1").first().waitFor({ state: "attached" });
        await page.waitForLoadState("networkidle");
        await look(path);
    }
}

for (const colorScheme of ["light", "dark"]) {
    test(`every page passes the checks of WCAG AA, ${colorScheme}`, async () => {
        const { page, complaints } = await open(place, "#/", { colorScheme });

        await everywhere(page, async (name) => assert.deepEqual(await accessibilityFaults(page), [], name));

        await page.getByRole("button", { name: "Retry" }).waitFor();
        await page.getByRole("button", { name: "Connected" }).click();
        await page.getByRole("dialog").waitFor();
        assert.deepEqual(await accessibilityFaults(page), [], "dialog");
        assert.deepEqual(complaints, []);
    });
}

test("no page is wider than a phone of 360 pixels", async () => {
    const { page } = await open(place, "#/", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

    await everywhere(page, async (name) => assert.equal(await overflow(page), 0, name));
});

test("the main job is done with the keyboard alone", async () => {
    const { page } = await open(place);
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.getAttribute("aria-label") || document.activeElement.value);
    const tabTo = async (words) => {
        for (let presses = 0; presses < 60; presses += 1) {
            if (words.test(await focused())) {
                return;
            }
            await page.keyboard.press("Tab");
        }
        assert.fail(`Tab never reaches ${words}; it stands on ${await focused()}`);
    };

    // Listened for from the start: a listener that is added with the key press may be too late for the browser.
    const chosen = new Promise((resolve) => page.once("filechooser", resolve));
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await tabTo(/^Choose photos$/);
    await page.keyboard.press("Enter");
    await (await chosen).setFiles([photo("keys.jpg")]);
    await tabTo(/^color$/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Tab");
    await tabTo(/^White$/);
    await page.keyboard.press("Space");
    assert.equal(await page.getByRole("button", { name: "White" }).getAttribute("aria-pressed"), "true");
    await tabTo(/^Start 1 photo$/);
    await page.keyboard.press("Enter");
    await tile(page, "keys.jpg").getByText("Done", { exact: true }).waitFor({ timeout: 120_000 });
    await page.keyboard.press("Shift+Tab");
    for (let presses = 0; presses < 60 && await focused() !== "Open"; presses += 1) {
        await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "keys.jpg" }).waitFor();
    await tabTo(/^50$|Compare/);
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.getByRole("slider").inputValue(), "51");
});

test("the focus can be seen wherever it is", async () => {
    const { page } = await open(place);
    for (let presses = 0; presses < 25; presses += 1) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate(() => {
            const lined = (element) => element && getComputedStyle(element).outlineStyle !== "none" && parseFloat(getComputedStyle(element).outlineWidth) > 0;
            const element = document.activeElement;
            return element === document.body || [element, element.nextElementSibling, element.closest("label"), element.parentElement].some(lined);
        });
        assert.ok(seen, await page.evaluate(() => document.activeElement.outerHTML));
    }
});

test("an API that goes away is told, and the page goes on by itself when it is back", async () => {
    const { page } = await open(place, "#/jobs", { expected: OFFLINE });
    await page.getByText("Connected", { exact: true }).waitFor();
    await page.context().route(/\/(jobs|batches|providers)(\?|\/|$)/, (route) => route.abort());
    await page.reload();

    await page.getByText(/can't be reached\. The page goes on by itself/).waitFor();
    await page.getByText("Not connected").waitFor();
    await page.getByText("The jobs can't be listed").waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);

    await page.context().unroute(/\/(jobs|batches|providers)(\?|\/|$)/);
    await page.getByRole("button", { name: "Try now" }).click();
    await page.getByText("Connected", { exact: true }).waitFor();
    await page.getByText("The jobs can't be listed").waitFor({ state: "detached" });
});

test("a photo that couldn't be announced goes on where it stopped", async () => {
    const { page } = await open(place, "#/", { expected: OFFLINE });
    await page.getByRole("radio", { name: "studio" }).waitFor();
    await page.context().route(/\/jobs$/, (route) => route.abort());
    await page.setInputFiles("input[type=file]", [photo("stuck.jpg")]);
    await page.getByRole("button", { name: "Start 1 photo" }).click();
    await tile(page, "stuck.jpg").getByText("Going on is safe").waitFor();

    await page.context().unroute(/\/jobs$/);
    await page.getByRole("button", { name: "Go on with stuck.jpg" }).click();

    await tile(page, "stuck.jpg").getByText("Done", { exact: true }).waitFor({ timeout: 120_000 });
});

test("light and dark can be chosen, and the choice stays", async () => {
    const { page } = await open(place, "#/", { colorScheme: "light" });
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);

    await page.getByRole("button", { name: "Use dark colours" }).click();
    assert.equal(await scheme(), "dark");
    await page.reload();
    assert.equal(await scheme(), "dark");
    await page.getByRole("button", { name: "Use light colours" }).click();
    assert.equal(await scheme(), "light");
});

test("another API can be named, and a token isn't sent to any other", async () => {
    const { page } = await open(place, "#/", { expected: [/Content Security Policy|violates|Failed to load|Fetch API/] });
    await page.getByRole("button", { name: "Connected" }).click();
    await page.getByLabel("API address").fill("javascript:alert(1)");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByText("An API address starts with https:// and has no query").waitFor();
    await page.getByLabel("API address").fill("https://api.example.invalid/prod/");
    await page.getByLabel("Bearer token").fill("secret");
    await page.getByRole("button", { name: "Connect", exact: true }).click();

    await page.locator("#outage").getByText("https://api.example.invalid/prod can't be reached").waitFor();

    const sent = [];
    page.on("request", (request) => sent.push(request.headers().authorization));
    await page.goto(`${place.base}/?api=#/jobs`);
    await page.getByText("Connected", { exact: true }).waitFor();
    assert.ok(sent.length > 0 && sent.every((value) => value === undefined));
});
