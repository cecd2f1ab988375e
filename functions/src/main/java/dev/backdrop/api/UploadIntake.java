package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Jobs whose photo the caller sends next. */
final class UploadIntake implements Intake<PhotoOrigin.Upload> {

    private final AnnouncedPhotos announced;

    UploadIntake(AnnouncedPhotos announced) {
        this.announced = announced;
    }

    @Override
    public Taken take(PhotoOrigin.Upload upload, ObjectNode asked, Idempotency.Turn turn) {
        AnnouncedPicture photo = upload.picture();
        return announced.announce(
                turn.seed(), photo.fileName(), photo.size(), announced.request(turn.seed(), photo.fileName(), asked));
    }
}
