import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe-core in a page whose policy allows no foreign scripts: evaluated from outside, not added to the page. */
export class AxeBuilder {
    constructor(page) {
        this.page = page;
    }

    async faults() {
        await this.page.evaluate(SOURCE);
        return this.page.evaluate(async () => {
            const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] });
            return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.failureSummary}`));
        });
    }
}
