package dev.backdrop.photo;

import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The unpacked stream behind a PNG's IDAT chunks; unpacks no more than is asked for. */
final class PngData implements AutoCloseable {

    private final byte[] bytes;
    private final Iterator<PngFile.Chunk> chunks;
    private final Inflater inflater = new Inflater();

    PngData(byte[] bytes, List<PngFile.Chunk> chunks) {
        this.bytes = bytes;
        this.chunks = chunks.iterator();
    }

    void read(byte[] into, int length) throws UnreadablePhotoException {
        int filled = 0;
        try {
            while (filled < length) {
                int count = inflater.inflate(into, filled, length - filled);
                filled += count;
                if (count == 0) {
                    refill();
                }
            }
        } catch (DataFormatException e) {
            throw UnreadablePhotoException.damaged(PhotoFormat.PNG, "its data can't be unpacked", e);
        }
    }

    private void refill() throws UnreadablePhotoException {
        if (inflater.finished() || !inflater.needsInput() || !chunks.hasNext()) {
            throw UnreadablePhotoException.truncated(PhotoFormat.PNG);
        }
        PngFile.Chunk chunk = chunks.next();
        inflater.setInput(bytes, chunk.data(), chunk.length());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
