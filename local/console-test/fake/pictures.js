import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { crc32 } from "./crc32.js";

const image = (name) => readFileSync(new URL(`../../../docs/images/${name}`, import.meta.url));

export const BEFORE = image("before.jpg");
export const AFTER = image("after.jpg");

/** @returns {{format: string, width: number, height: number}|null} null if the bytes are no JPEG or PNG */
export function measure(bytes) {
    if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
        return { format: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    }
    if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) {
        return null;
    }
    for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
        const marker = bytes[at + 1];
        if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
            return { format: "jpeg", width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
        }
    }
    return null;
}

/** A PNG with a disc of one colour on nothing. */
export function disc(width, height, [red, green, blue]) {
    const rows = Buffer.alloc((width * 4 + 1) * height);
    const radius = Math.min(width, height) * 0.38;
    for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
            if (Math.hypot(x - width / 2, y - height / 2) < radius) {
                rows.set([red, green, blue, 255], y * (width * 4 + 1) + 1 + x * 4);
            }
        }
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([8, 6, 0, 0, 0], 8);
    return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type, data) {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc32(body), body.length + 4);
    return whole;
}
