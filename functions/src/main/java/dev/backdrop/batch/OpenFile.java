package dev.backdrop.batch;

import java.io.IOException;
import java.io.OutputStream;

/** A file being written. Closing it before it is complete throws it away. */
public abstract class OpenFile extends OutputStream {

    /** Puts it where it belongs. Nothing can be written any more. */
    public abstract void complete();

    @Override
    public abstract void close() throws IOException;
}
