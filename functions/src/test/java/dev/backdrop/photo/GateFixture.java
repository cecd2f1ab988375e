package dev.backdrop.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

/** How the tests ask the gate. */
final class GateFixture {

    static final PhotoLimits ANY = new PhotoLimits(50 << 20, 10_000, Set.of(PhotoFormat.JPEG, PhotoFormat.PNG));
    static final PhotoLimits JPEG_ONLY = new PhotoLimits(50 << 20, 10_000, Set.of(PhotoFormat.JPEG));
    static final PhotoLimits PNG_ONLY = new PhotoLimits(50 << 20, 10_000, Set.of(PhotoFormat.PNG));

    private GateFixture() {}

    static GateResult check(byte[] bytes, PhotoLimits limits) {
        return new Gate().check(bytes, limits, GatePolicy.DEFAULT);
    }

    static GatedPhoto passed(byte[] bytes) {
        return passed(bytes, ANY);
    }

    static GatedPhoto passed(byte[] bytes, PhotoLimits limits) {
        GateResult result = check(bytes, limits);
        assertThat(result).isInstanceOf(GateResult.Passed.class);
        GatedPhoto photo = ((GateResult.Passed) result).photo();
        var seen = Pictures.decoded(photo.bytes());
        assertThat(seen.getWidth()).isEqualTo(photo.width());
        assertThat(seen.getHeight()).isEqualTo(photo.height());
        return photo;
    }

    static String rejected(byte[] bytes) {
        return rejected(bytes, GatePolicy.DEFAULT);
    }

    static String rejected(byte[] bytes, GatePolicy policy) {
        GateResult result = new Gate().check(bytes, ANY, policy);
        assertThat(result).isInstanceOf(GateResult.Rejected.class);
        return ((GateResult.Rejected) result).message();
    }
}
