package dev.backdrop.batch;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

final class InMemoryFile extends OpenFile {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Consumer<byte[]> completed;

    InMemoryFile(Consumer<byte[]> completed) {
        this.completed = completed;
    }

    @Override
    public void write(int value) {
        bytes.write(value);
    }

    @Override
    public void complete() {
        completed.accept(bytes.toByteArray());
    }

    @Override
    public void close() {
        bytes.reset();
    }
}
