import { fill, h } from "../core/dom.js";
import * as api from "../core/api.js";
import { bytes, many, number, sentence } from "../core/format.js";
import { ApiError } from "../core/http.js";
import { trouble } from "../core/notices.js";
import { kindsWords } from "../core/words.js";
import { facts } from "../parts/record.js";

/** Who can make pictures here, what each can do, and what is missing. */
export function providersView(root) {
    const list = h("div", { class: "provider-cards" }, h("p", { class: "hint" }, "Asking the API…"));
    root.append(h("h1", { tabindex: -1 }, "Providers"),
        h("p", { class: "lead" }, "A provider makes the picture. Auto takes the first one that is set up and can do what is asked."), list);
    load();

    async function load() {
        try {
            fill(list, (await api.listProviders(true)).map(card));
        } catch (error) {
            if (!(error instanceof ApiError)) {
                throw error;
            }
            trouble(list, "The providers can't be listed", error, load);
        }
    }

    return { title: "Providers", end: () => {} };
}

function card(provider) {
    const { limits } = provider;
    return h("section", { class: "card", "aria-label": provider.name },
        h("div", { class: "card-head" }, h("h2", {}, provider.name),
            h("span", { class: `chip tone-${provider.ready && !provider.simulated ? "good" : "plain"}` }, provider.simulated ? "Simulated" : provider.ready ? "Set up" : "Not set up")),
        provider.simulated && h("p", { class: "lacks" }, "A stand-in answers in the vendor's place. Its pictures only rehearse the way, and nothing is charged. Auto passes it over."),
        !provider.ready && h("p", { class: "lacks" }, sentence(provider.lacks ?? "It can't be used here yet.")),
        facts([
            ["Backgrounds", kindsWords(provider.backgrounds)],
            ["Placement", provider.placement.length ? `with ${kindsWords(provider.placement)}` : "no"],
            ["Seed", provider.seed ? "repeats itself" : "no"],
            ["Price", provider.price === undefined ? null : provider.price === 0 ? "free" : `${many(provider.price, "unit")} a result${provider.simulated ? ", not charged here" : ""}`],
            ["At once", provider.concurrency && `${number(provider.concurrency)} jobs`],
            ["Photos", limits && `brought to ${limits.formats.map((format) => format.toUpperCase()).join(" or ")}, at most ${number(limits.maxSide)} px and ${bytes(limits.maxBytes)}`],
        ]));
}
