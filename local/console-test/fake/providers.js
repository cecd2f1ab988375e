/** What `GET /providers` says: one free provider that is ready, one paid one that is, one that isn't, one that is only simulated. */
export const PROVIDERS = [
    { name: "perfectcorp", ready: false, lacks: "put BACKDROP_PERFECTCORP_API_KEY into the provider secret",
        backgrounds: ["prompt"], placement: [], seed: false, inputs: ["upload", "url"] },
    { name: "fashn", ready: true, backgrounds: ["prompt"], placement: [], seed: true, inputs: ["upload", "url"],
        limits: { maxBytes: 10_485_760, maxSide: 4096, formats: ["jpeg", "png"] }, price: 4, concurrency: 6 },
    { name: "picwish", ready: true, simulated: true, backgrounds: ["color", "image", "prompt", "transparent"], placement: ["color", "image", "transparent"], seed: true,
        inputs: ["upload", "url"], limits: { maxBytes: 20_000_000, maxSide: 10_000, formats: ["jpeg", "png"] }, price: 1, concurrency: 5 },
    { name: "studio", ready: true, backgrounds: ["color", "image", "prompt", "transparent"], placement: ["color", "image", "transparent"], seed: true, inputs: ["upload"],
        limits: { maxBytes: 67_108_864, maxSide: 12_000, formats: ["jpeg", "png"] }, price: 0, concurrency: 2 },
];
