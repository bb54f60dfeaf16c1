package cn.zhenmai.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {

    private static final BackupKey KEY = BackupKey.of("0123456789abcdef".repeat(4));
    private static final int HEADER = Segments.MARK.length + Segments.SALT_BYTES;
    private static final int SEALED = Segments.PLAIN_BYTES + Segments.TAG_BYTES;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Segments.PLAIN_BYTES - 1, Segments.PLAIN_BYTES, Segments.PLAIN_BYTES + 1, 200_000})
    void what_goes_in_comes_out_at_every_length(int length) throws IOException {
        byte[] plain = plain(length);
        assertThat(open(seal(plain), KEY)).isEqualTo(plain);
    }

    @Test
    void two_files_of_the_same_content_share_nothing() throws IOException {
        byte[] one = seal(plain(1000));
        byte[] other = seal(plain(1000));
        assertThat(Arrays.copyOfRange(one, HEADER, HEADER + 32))
                .isNotEqualTo(Arrays.copyOfRange(other, HEADER, HEADER + 32));
    }

    @Test
    void another_key_is_refused() throws IOException {
        byte[] sealed = seal(plain(10));
        assertThatThrownBy(() -> open(sealed, BackupKey.of("f".repeat(64)))).hasMessageContaining("key");
    }

    @Test
    void a_changed_byte_a_cut_end_and_exchanged_segments_are_refused() throws IOException {
        byte[] whole = seal(plain(3 * Segments.PLAIN_BYTES));
        byte[] changed = whole.clone();
        changed[HEADER + SEALED + 7] ^= 1;
        assertThatThrownBy(() -> open(changed, KEY)).isInstanceOf(IOException.class);
        byte[] cutBetweenSegments = Arrays.copyOf(whole, HEADER + 2 * SEALED);
        assertThatThrownBy(() -> open(cutBetweenSegments, KEY)).isInstanceOf(IOException.class);
        byte[] exchanged = whole.clone();
        System.arraycopy(whole, HEADER, exchanged, HEADER + SEALED, SEALED);
        System.arraycopy(whole, HEADER + SEALED, exchanged, HEADER, SEALED);
        assertThatThrownBy(() -> open(exchanged, KEY)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg"})
    void a_key_is_64_hexadecimal_digits(String text) {
        assertThatThrownBy(() -> BackupKey.of(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(KEY.toString()).doesNotContain("0123");
    }

    private static byte[] plain(int length) {
        byte[] plain = new byte[length];
        new Random(5).nextBytes(plain);
        return plain;
    }

    private static byte[] seal(byte[] plain) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (SealedOutput out = new SealedOutput(sealed, KEY)) {
            out.write(plain);
        }
        return sealed.toByteArray();
    }

    private static byte[] open(byte[] sealed, BackupKey key) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(sealed);
        assertThat(in.readNBytes(Segments.MARK.length)).isEqualTo(Segments.MARK);
        try (SealedInput opened = new SealedInput(in, key)) {
            return opened.readAllBytes();
        }
    }
}
