/** A request's whole body; null if whoever sent it broke off or has gone. */
export async function received(request) {
    try {
        return Buffer.concat(await request.toArray());
    } catch (error) {
        if (error.code !== "ECONNRESET") {
            throw error;
        }
        return null;
    }
}
