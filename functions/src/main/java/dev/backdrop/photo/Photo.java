package dev.backdrop.photo;

import java.net.URI;
import java.time.Duration;

/** A photo that has passed the gate, ready to be handed to a vendor as bytes or by address. */
public interface Photo {

    PhotoFormat format();

    /** Pixels. */
    int width();

    /** Pixels. */
    int height();

    /** Bytes. */
    long size();

    /** A plain ASCII name with the right extension, safe to hand to anybody. */
    String fileName();

    /** The photo itself; read from the store on the first call. */
    byte[] bytes();

    /** An address from which a vendor can fetch the photo without credentials, for at least this long. */
    URI address(Duration validity);
}
