package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.simulator.Answer;
import dev.backdrop.local.simulator.Json;
import dev.backdrop.local.simulator.ObjectErrors;
import dev.backdrop.local.simulator.Received;
import dev.backdrop.local.simulator.Shell;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** Registers photos and takes their bytes. */
final class FileDesk {

    private static final Set<String> FIELDS = Set.of("content_type", "file_name", "file_size");
    private static final Set<String> TYPES = Set.of("image/jpg", "image/jpeg", "image/png");

    private record Announced(String contentType, String fileName, long size) {}

    private final Shell shell;
    private final PerfectCorpOptions options;
    private final Map<String, RegisteredFile> byId = new ConcurrentHashMap<>();
    private final Map<String, RegisteredFile> byPath = new ConcurrentHashMap<>();

    FileDesk(Shell shell, PerfectCorpOptions options) {
        this.shell = shell;
        this.options = options;
    }

    /** Answers the call that registers files: all of them or, if one is refused, none. */
    Answer register(ObjectNode body, Instant now) {
        forgetOld(now);
        List<Announced> announced = new ArrayList<>();
        for (String name : (Iterable<String>) body::fieldNames) {
            if (!name.equals("files")) {
                throw Refusal.invalidParameters("unexpected field " + name);
            }
        }
        JsonNode files = body.path("files");
        if (!files.isArray() || files.isEmpty()) {
            throw Refusal.invalidParameters("files must be a list with at least one file");
        }
        files.forEach(file -> announced.add(announced(file)));
        ObjectNode answer = Json.object().put("status", 200);
        ArrayNode list = answer.putObject("data").putArray("files");
        announced.forEach(file -> list.add(register(file, now)));
        return Answer.json(200, answer);
    }

    private Announced announced(JsonNode file) {
        if (!file.isObject()) {
            throw Refusal.invalidParameters("a file must be an object");
        }
        StreamSupport.stream(((Iterable<String>) file::fieldNames).spliterator(), false)
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.invalidParameters("unexpected field " + name);
                });
        JsonNode type = file.path("content_type");
        if (!type.isTextual() || !TYPES.contains(type.textValue())) {
            throw Refusal.invalidParameters("content_type must be image/jpg, image/jpeg or image/png");
        }
        JsonNode name = file.path("file_name");
        if (!name.isTextual() || name.textValue().isBlank()) {
            throw Refusal.invalidParameters("file_name must be a text");
        }
        JsonNode size = file.path("file_size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 1) {
            throw Refusal.invalidParameters("file_size must be a positive whole number of bytes");
        }
        if (size.longValue() >= options.fileSizeLimit()) {
            throw Refusal.invalidParameters("file_size must be below " + options.fileSizeLimit());
        }
        return new Announced(type.textValue(), name.textValue(), size.longValue());
    }

    private ObjectNode register(Announced announced, Instant now) {
        RegisteredFile file = new RegisteredFile(
                shell.ids().base64("file"),
                PerfectCorpSimulator.PATH + shell.ids().urlSafe("upload"),
                now);
        byId.put(file.id(), file);
        byPath.put(file.path(), file);
        Map<String, String> headers =
                Map.of("Content-Type", announced.contentType, "Content-Length", String.valueOf(announced.size));
        URI address = shell.links().sign("PUT", shell.uploadBase(), file.path(), options.uploadLinkValidity(), headers);
        ObjectNode answer = Json.object()
                .put("content_type", announced.contentType)
                .put("file_name", announced.fileName)
                .put("file_id", file.id());
        answer.putArray("requests")
                .addObject()
                .put("method", "PUT")
                .put("url", address.toString())
                .set("headers", options.uploadHeaders().write(announced.contentType, announced.size));
        return answer;
    }

    /** Answers the PUT of a photo. */
    Answer upload(Received request) {
        Optional<Answer> refusal = shell.links().refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RegisteredFile file = byPath.get(request.rawPath());
        if (file == null) {
            return ObjectErrors.accessDenied("Access Denied");
        }
        // The signature covers the length, and the server reads exactly that many bytes.
        return file.put(request.body())
                ? Answer.empty(200)
                : ObjectErrors.accessDenied("Other bytes were put to this address before");
    }

    /** @throws Refusal if no such file is known */
    RegisteredFile find(String id, Instant now) {
        RegisteredFile file = byId.get(id);
        if (file == null || file.registered().plus(options.retention()).isBefore(now)) {
            throw Refusal.invalidParameters("src_file_id names no file");
        }
        return file;
    }

    void delete(String id) {
        RegisteredFile file = byId.remove(id);
        if (file != null) {
            byPath.remove(file.path());
        }
    }

    private void forgetOld(Instant now) {
        byId.values().stream()
                .filter(file -> file.registered().plus(options.retention()).isBefore(now))
                .map(RegisteredFile::id)
                .forEach(this::delete);
    }
}
