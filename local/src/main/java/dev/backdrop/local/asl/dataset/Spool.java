package dev.backdrop.local.asl.dataset;

import dev.backdrop.local.asl.integration.ObjectStore;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that are too many for memory, in a temporary file that is gone when this is closed, and on Unix has no name from
 * the start, so that not even a killed process leaves it behind. First written, then read. Not for many threads at once.
 */
public final class Spool implements ObjectStore.Content, Closeable {

    /** Begins the name of every file of this process, so that what a process leaves behind can be told from another's. */
    public static final String FILE_PREFIX =
            "backdrop-" + ProcessHandle.current().pid() + "-";

    public static final String FILE_SUFFIX = ".spool";

    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final OutputStream out;
    private long size;

    private Spool(FileChannel channel) {
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    public static Spool create() throws IOException {
        Path file = Files.createTempFile(FILE_PREFIX, FILE_SUFFIX);
        try {
            return new Spool(FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /** Takes more bytes, at the end. */
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        size += length;
    }

    /** The same as a stream; closing it does nothing. */
    public OutputStream writer() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                Spool.this.write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Spool.this.write(bytes, offset, length);
            }
        };
    }

    /** Says that all has been written. Without it the last bytes can't be read. */
    public void complete() throws IOException {
        out.flush();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new Positioned();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads on its own, wherever others read. */
    private final class Positioned extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
