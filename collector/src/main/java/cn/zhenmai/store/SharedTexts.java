package cn.zhenmai.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts found again by their UTF-8 bytes, so that a name that comes a thousand times is one object. Bounded: a place that is taken is given to who came last. */
final class SharedTexts {

    /** Names of students, sessions, courses: some tens of thousands in a large school. */
    private static final int PLACES = 1 << 17;

    private final byte[][] keys = new byte[PLACES][];
    private final String[] texts = new String[PLACES];

    String of(byte[] in, int from, int length) {
        int place = hash(in, from, length) & (PLACES - 1);
        byte[] key = keys[place];
        if (key == null || !Arrays.equals(key, 0, key.length, in, from, from + length)) {
            keys[place] = Arrays.copyOfRange(in, from, from + length);
            texts[place] = new String(in, from, length, StandardCharsets.UTF_8);
        }
        return texts[place];
    }

    private static int hash(byte[] in, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + in[i];
        }
        // Low digits differ most, and all of them are to count.
        return hash ^ hash >>> 15;
    }
}
