import { ApiError } from "./http.js";
import { onTryNow } from "./connection.js";

const FASTEST = 1_000;
const SLOWEST = 4_000;
const STILL = 3_000;
const STILLEST = 15_000;
const HIDDEN = 10_000;
const BACKOFF_CAP = 30_000;

/**
 * Asks again and again: every second while answers change, every few seconds while something moves, more and more rarely while nothing
 * does, and not at all while nothing moves and nobody looks. After an error it backs off, and goes on by itself.
 */
export class Poller {

    /**
     * @param {() => Promise<"changed"|"moving"|"still"|"ended">} ask
     * @param {(error: ApiError) => void} [failed]
     */
    constructor(ask, failed = () => {}) {
        this.ask = ask;
        this.failed = failed;
        this.delay = FASTEST;
        this.errors = 0;
        this.state = "changed";
        this.onVisible = () => document.visibilityState === "visible" && this.now();
    }

    start() {
        this.stopped = false;
        document.addEventListener("visibilitychange", this.onVisible);
        this.stopListening = onTryNow(() => this.now());
        this.now();
        return this;
    }

    stop() {
        this.stopped = true;
        clearTimeout(this.timer);
        document.removeEventListener("visibilitychange", this.onVisible);
        this.stopListening?.();
    }

    /** Asks at once, or once more when the question that is on its way is answered. */
    async now() {
        clearTimeout(this.timer);
        if (this.asking) {
            this.again = true;
            return;
        }
        this.asking = true;
        let wait;
        try {
            this.state = await this.ask();
            this.errors = 0;
            wait = this.pause();
        } catch (error) {
            if (!(error instanceof ApiError)) {
                throw error;
            }
            this.errors += 1;
            this.failed(error);
            wait = Math.max((error.retryAfter ?? 0) * 1000, Math.min(FASTEST * 2 ** this.errors, BACKOFF_CAP));
        } finally {
            this.asking = false;
        }
        if (this.stopped || (this.state === "ended" && this.errors === 0)) {
            return;
        }
        if (this.again) {
            this.again = false;
            this.now();
        } else if (wait !== null) {
            this.timer = setTimeout(() => this.now(), wait);
        }
    }

    pause() {
        const hidden = document.visibilityState === "hidden";
        if (this.state === "still") {
            this.delay = Math.min(Math.max(this.delay, STILL) * 1.3, STILLEST);
            return hidden ? null : this.delay;
        }
        this.delay = this.state === "changed" ? FASTEST : Math.min(this.delay * 1.3, SLOWEST);
        return hidden ? HIDDEN : this.delay;
    }
}
