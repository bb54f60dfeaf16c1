package cn.zhenmai.observation;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * One version of one fact: what was said, by whom, and when it was received.
 *
 * @param rank the source's rank when it was received
 * @param offRoster the source may speak of students outside the roster
 * @param sequence the journal row that brought it
 */
public record Version<T extends Observation>(
        T observation, String source, int rank, boolean offRoster, Instant receivedAt, long sequence) {

    /** Which version holds, whatever the order of arrival: source rank, then the time of recording, then the source's id. */
    public static final Comparator<Version<?>> PRECEDENCE = Comparator.<Version<?>>comparingInt(Version::rank)
            .thenComparing(version -> version.observation().recordedAt())
            .thenComparing(Version::source);

    /** What told two versions of one fact apart. */
    public enum Criterion {
        RANK,
        RECORDED,
        SOURCE
    }

    /** The first of the criteria of {@link #PRECEDENCE} in which the two differ. */
    public static Criterion between(Version<?> one, Version<?> other) {
        if (one.rank() != other.rank()) {
            return Criterion.RANK;
        }
        boolean isSameTime =
                one.observation().recordedAt().equals(other.observation().recordedAt());
        return isSameTime ? Criterion.SOURCE : Criterion.RECORDED;
    }

    /** What becomes of a version that arrives. */
    public enum Outcome {
        /** The first of its fact. */
        STORED,
        /** It holds from now on; the one that held becomes history. */
        REPLACES,
        /** Kept as history: one that goes before it is there already. */
        LOSES,
        DUPLICATE,
        /** The same source said otherwise at the same time. */
        CONFLICT
    }

    /** Decides for {@code arriving}, given the version that holds (or null) and the others that are kept. */
    public static <T extends Observation> Outcome decide(
            Version<T> arriving, Version<T> holding, Collection<Version<T>> others) {
        if (holding == null) {
            return Outcome.STORED;
        }
        if (arriving.isSameSaying(holding)) {
            return arriving.observation().equals(holding.observation()) ? Outcome.DUPLICATE : Outcome.CONFLICT;
        }
        for (Version<T> other : others) {
            if (arriving.isSameSaying(other)) {
                return arriving.observation().equals(other.observation()) ? Outcome.DUPLICATE : Outcome.CONFLICT;
            }
        }
        return PRECEDENCE.compare(arriving, holding) > 0 ? Outcome.REPLACES : Outcome.LOSES;
    }

    private boolean isSameSaying(Version<T> other) {
        return source.equals(other.source) && observation.recordedAt().equals(other.observation.recordedAt());
    }
}
