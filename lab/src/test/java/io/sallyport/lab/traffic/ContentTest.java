package io.sallyport.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ContentTest {
    private static final int BYTES = 200_001;

    @Test
    void hasTheLengthAskedForAndRepeats() throws IOException {
        assertThat(bytes(7)).hasSize(BYTES).isEqualTo(bytes(7)).isNotEqualTo(bytes(8));
    }

    @Test
    void hasADigestOfEveryByte() throws IOException {
        var digest = Content.newSha256();
        digest.update(bytes(7));

        assertThat(Content.sha256(7, BYTES)).isEqualTo(Content.hex(digest)).isNotEqualTo(Content.sha256(7, BYTES - 1));
    }

    private static byte[] bytes(long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Content.write(seed, BYTES, out);
        return out.toByteArray();
    }
}
