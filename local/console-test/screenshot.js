import { fileURLToPath } from "node:url";
import { BEFORE } from "./fake/pictures.js";
import { open, photo, stage, tile } from "./tests/support.js";

/** Makes docs/images/console.png from the stand-in: one photo done, one on its way, one to be started. */
const place = await stage();
const { page } = await open(place, "#/", { viewport: { width: 1280, height: 976 }, colorScheme: "light" });
const start = page.getByRole("button", { name: /^Start/ });
await page.setInputFiles("input[type=file]", [photo("teapot-front.jpg")]);
await start.click();
await tile(page, "teapot-front.jpg").getByText("Done", { exact: true }).waitFor();
place.server.jobs.hold = "PROCESSING";
await page.setInputFiles("input[type=file]", [await redrawn("teapot-left.jpg", { mirrored: true })]);
await start.click();
await tile(page, "teapot-left.jpg").getByText("At the provider").waitFor();
await page.setInputFiles("input[type=file]", [await redrawn("teapot-lid.jpg", { crop: [500, 300, 800, 600] })]);
await page.waitForFunction(() => document.querySelectorAll(".photo img").length === 3);
await page.evaluate(() => {
    document.activeElement.blur();
    scrollTo(0, 0);
});
await page.mouse.move(0, 0);
await page.screenshot({ path: fileURLToPath(new URL("../../docs/images/console.png", import.meta.url)) });
await place.close();

/** The photo of the documentation, mirrored or in part, so that the tiles differ. */
async function redrawn(name, { mirrored = false, crop = [0, 0, 1600, 1200] }) {
    const base64 = await page.evaluate(async ({ bytes, mirrored: flip, crop: [left, top, width, height] }) => {
        const whole = await createImageBitmap(new Blob([new Uint8Array(bytes)]), left, top, width, height);
        const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 1200 });
        const pen = canvas.getContext("2d");
        pen.setTransform(flip ? -1 : 1, 0, 0, 1, flip ? 1600 : 0, 0);
        pen.drawImage(whole, 0, 0, 1600, 1200);
        return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
    }, { bytes: [...BEFORE], mirrored, crop });
    return photo(name, Buffer.from(base64, "base64"));
}
