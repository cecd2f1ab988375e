package dev.backdrop.local.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names that look random and repeat with the seed: the n-th name of a kind is always the same. */
public final class SeededIds {

    private final SecretKeySpec key;
    private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

    public SeededIds(long seed) {
        key = new SecretKeySpec(ByteBuffer.allocate(Long.BYTES).putLong(seed).array(), "HmacSHA256");
    }

    /** 64 letters, digits, dashes and underscores. */
    public String urlSafe(String kind) {
        return Base64.getUrlEncoder().encodeToString(bytes(kind, 48));
    }

    /** Plain base64, with {@code + / =} in it; 44 characters. */
    public String base64(String kind) {
        return Base64.getEncoder().encodeToString(bytes(kind, 32));
    }

    /** 18 decimal digits: more than a double can hold. */
    public String digits(String kind) {
        long number = ByteBuffer.wrap(bytes(kind, Long.BYTES)).getLong() >>> 4;
        return String.valueOf(100_000_000_000_000_000L + number % 900_000_000_000_000_000L);
    }

    /** The signature of a text under this seed, in lower-case hex. */
    public String signature(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte part : mac(text)) {
            hex.append(String.format("%02x", part));
        }
        return hex.toString();
    }

    private byte[] bytes(String kind, int count) {
        long number =
                counters.computeIfAbsent(kind, unknown -> new AtomicLong()).incrementAndGet();
        ByteBuffer bytes = ByteBuffer.allocate(count);
        for (int block = 0; bytes.hasRemaining(); block++) {
            byte[] more = mac(kind + '/' + number + '/' + block);
            bytes.put(more, 0, Math.min(more.length, bytes.remaining()));
        }
        return bytes.array();
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", impossible);
        }
    }
}
