package cn.zhenmai.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Chance by name: the same seed and the same words give the same throw, in whatever order they are asked for. */
final class Dice {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    static Dice of(long seed, Object... words) {
        long hash = FNV_OFFSET ^ seed;
        for (Object word : words) {
            String text = word.toString();
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ '/') * FNV_PRIME;
        }
        return new Dice(hash);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** In [from, to). */
    int between(int from, int to) {
        return random.nextInt(from, to);
    }

    double share() {
        return random.nextDouble();
    }

    /** Mean 0, deviation 1; the sum of twelve throws is near enough. */
    double bell() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            T other = list.set(random.nextInt(i + 1), list.get(i));
            list.set(i, other);
        }
    }
}
