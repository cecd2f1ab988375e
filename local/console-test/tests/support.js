import { AxeBuilder } from "./axe.js";
import { chromium } from "playwright-core";
import { BEFORE } from "../fake/pictures.js";
import { Server } from "../fake/server.js";

const LIVE = process.env.BACKDROP_CONSOLE_URL;

/** Why a test that steers the server can't run against a real one; false if it can. */
export const needsStandIn = LIVE ? "it steers the server, which only the stand-in allows" : false;

/** A photo under this name. */
export function photo(name, buffer = BEFORE) {
    return { name, mimeType: name.endsWith(".png") ? "image/png" : "image/jpeg", buffer };
}

/** A file that calls itself a photo. */
export function broken(name) {
    return { name, mimeType: "image/jpeg", buffer: Buffer.from("this is no photo at all, whatever it calls itself") };
}

/** A server and a browser for a file of tests. */
export async function stage() {
    const server = LIVE ? null : await new Server().start();
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
    return {
        server,
        base: (LIVE ?? server.base).replace(/\/$/, ""),
        browser,
        async close() {
            await browser.close();
            server?.stop();
        },
    };
}

/**
 * A page of its own, which keeps everything that a visitor's console would complain about.
 *
 * @returns {Promise<{page: import("playwright-core").Page, complaints: string[]}>}
 */
export async function open({ browser, base }, path = "#/", { expected = [], ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const complaints = [];
    const note = (text) => expected.some((pattern) => pattern.test(text)) || complaints.push(text);
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && note(message.text()));
    page.on("pageerror", (error) => note(error.message));
    await page.goto(`${base}/${path}`);
    await page.locator("h1").first().waitFor({ state: "attached" });
    return { page, complaints };
}

/** Starts photos from the start page and waits until each has ended. */
export async function startAndAwait(page, files) {
    await page.setInputFiles("input[type=file]", files);
    await page.getByRole("button", { name: /^Start/ }).click();
    for (const file of files) {
        await tile(page, file.name).getByText(/^(Done|Failed|Refused|Cancelled|Submission unclear)$/).waitFor({ timeout: 110_000 });
    }
}

/** The tile of a photo on the start page. */
export function tile(page, name) {
    return page.locator("li.photo").filter({ has: page.getByText(name, { exact: true }) });
}

/** What axe finds wrong by WCAG 2.1 A and AA, one line each. */
export async function accessibilityFaults(page) {
    return new AxeBuilder(page).faults();
}

/** By how many pixels the page is wider than the window. */
export function overflow(page) {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
