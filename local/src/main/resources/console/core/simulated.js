import * as api from "./api.js";
import { ApiError } from "./http.js";

/** In whose place a stand-in answers here. */
let names = [];

/**
 * Asks the API, once. As long as it doesn't answer nothing is said to be simulated; that it doesn't answer is said at the top of the page.
 *
 * @returns {Promise<string[]>} the providers' names
 */
export async function learnSimulated() {
    try {
        names = (await api.listProviders()).filter((provider) => provider.simulated).map((provider) => provider.name);
    } catch (error) {
        if (!(error instanceof ApiError)) {
            throw error;
        }
    }
    return names;
}

export function isSimulated(name) {
    return names.includes(name);
}

/** A provider's name, and whether it is only simulated. */
export function providerWords(name) {
    return isSimulated(name) ? `${name} (simulated)` : name;
}

/** What to know of the cost where some of these providers are simulated; null if none is. A record may be older than the simulation. */
export function simulatedCost(providers) {
    const simulated = [...new Set(providers)].filter(isSimulated);
    if (simulated.length === 0) {
        return null;
    }
    const all = new Intl.ListFormat("en").format(simulated);
    return simulated.length === 1 ? `${all} is simulated here, and while it is, nothing is charged for it.`
        : `${all} are simulated here, and while they are, nothing is charged for them.`;
}
