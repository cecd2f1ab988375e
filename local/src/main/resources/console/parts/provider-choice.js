import { fill, h, uniqueId } from "../core/dom.js";
import { many, number } from "../core/format.js";
import { KINDS, kindsWords } from "../core/words.js";
import * as api from "../core/api.js";
import { ApiError } from "../core/http.js";

/**
 * Who makes the pictures. Those that aren't set up, or can't do what is asked, are shown with the reason.
 *
 * @param {{changed: () => void}} about
 */
export function providerChoice({ changed }) {
    const group = uniqueId("provider");
    const list = h("div", { class: "providers" }, h("p", { class: "hint" }, "Asking the API which providers there are…"));
    const element = h("fieldset", { class: "plain-set" }, h("legend", {}, "Provider"), list);
    let providers = [];
    let asked = {};
    let chosen = "auto";
    let fellBack = null;
    list.addEventListener("change", (event) => {
        chosen = event.target.value;
        fellBack = null;
        changed();
    });

    async function load(fresh = false) {
        try {
            providers = await api.listProviders(fresh);
            show();
            changed();
        } catch (error) {
            if (!(error instanceof ApiError)) {
                throw error;
            }
            fill(list, h("p", { class: "wrong", role: "alert" }, `The providers can't be listed: ${error.message}.`),
                h("button", { type: "button", class: "button", on: { click: () => load(true) } }, "Ask again"));
        }
    }

    /** Why this provider can't be chosen now, or null. */
    function obstacle(provider) {
        if (!provider.ready) {
            return `Not set up: ${provider.lacks ?? "its key is missing"}`;
        }
        if (KINDS[asked.kind] && !provider.backgrounds.includes(asked.kind)) {
            return `Doesn't do ${kindsWords([asked.kind])}${asked.kind === "transparent" ? " backgrounds" : ""}`;
        }
        return asked.placement && KINDS[asked.kind] && !provider.placement.includes(asked.kind) ? "Doesn't take a placement here" : null;
    }

    function show() {
        const current = providers.find((provider) => provider.name === chosen);
        if (current && obstacle(current)) {
            fellBack = `${chosen} can't do this, so Auto chooses.`;
            chosen = "auto";
        }
        const focused = list.contains(document.activeElement);
        fill(list,
            row("auto", "Auto", `The first one that is set up and can do it${providers.some((provider) => provider.simulated) ? ", never a simulated one" : ""}`, null),
            providers.map((provider) => row(provider.name, nameWords(provider), description(provider), obstacle(provider))),
            fellBack && h("p", { class: "hint", role: "status" }, fellBack));
        if (focused) {
            list.querySelector("input:checked").focus();
        }
    }

    function row(value, label, words, obstructed) {
        const about = uniqueId("about");
        const name = uniqueId("name");
        return h("label", { class: obstructed ? "provider provider-off" : "provider" },
            h("input", { type: "radio", name: group, value, checked: value === chosen, disabled: Boolean(obstructed), "aria-labelledby": name, "aria-describedby": about }),
            h("span", { class: "provider-name", id: name }, label),
            h("span", { class: "provider-about", id: about }, obstructed ?? words));
    }

    load();
    return {
        element,
        get value() {
            return chosen;
        },
        /** Tells what is asked for now. */
        ask(kind, placement) {
            if (asked.kind !== kind || asked.placement !== placement) {
                asked = { kind, placement };
                if (providers.length) {
                    show();
                }
            }
        },
        /** What one result costs: its text, or null if nobody can know. */
        cost(photos) {
            return costWords(chosen === "auto" ? providers.filter((provider) => !provider.simulated && !obstacle(provider)) : providers.filter((provider) => provider.name === chosen),
                chosen, photos);
        },
    };
}

function nameWords({ name, simulated }) {
    return simulated ? [name, " ", h("span", { class: "provider-tag" }, "simulated")] : name;
}

function description(provider) {
    return [kindsWords(provider.backgrounds), priceWords(provider), provider.simulated && "not charged here"].filter(Boolean).join(" · ");
}

function priceWords({ price }) {
    return price === undefined ? null : price === 0 ? "free" : `${many(price, "unit")} a result`;
}

function costWords(candidates, chosen, photos) {
    if (candidates.length === 0) {
        return chosen === "auto" ? "No provider that is set up can do this." : null;
    }
    if (candidates.every((provider) => provider.simulated)) {
        return `${chosen} is simulated here: a stand-in answers, and nothing is charged.`;
    }
    if (candidates.some((provider) => provider.price === undefined)) {
        return `The price isn't known beforehand; ${chosen === "auto" ? "see Providers" : `see ${chosen}'s own list`}.`;
    }
    const dearest = Math.max(...candidates.map((provider) => provider.price));
    if (dearest === 0) {
        return "Free: it costs no vendor units.";
    }
    return `Costs ${chosen === "auto" && candidates.length > 1 ? "at most" : "about"} ${number(dearest * photos)} vendor units.`;
}
