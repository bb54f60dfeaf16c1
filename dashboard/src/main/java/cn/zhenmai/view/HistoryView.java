package cn.zhenmai.view;

import cn.zhenmai.observation.ObservationWriter;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.observation.Version;
import cn.zhenmai.store.HistoryQueries.History;
import cn.zhenmai.store.WithdrawnQueries;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Every version of one fact, the one that holds first, each with what decided; those that were taken back come last.
 *
 * @param effective of attendance only: what stands under leave and roster; null where nothing does
 */
public record HistoryView(List<Told> versions, Effective effective) {

    public enum State {
        HOLDS,
        /** Weighed, but another goes before it. */
        KEPT,
        WITHDRAWN
    }

    /** {@code importId} null where it is no longer known. */
    public record TakenBack(String by, Instant at, long sequence, String importId) {}

    /** {@code why} is a code, {@code reason} its words in Chinese and English; {@code withdrawn} null but of a version taken back. */
    public record Told(
            @JsonRawValue String observation,
            String source,
            int rank,
            Instant recordedAt,
            Instant receivedAt,
            long sequence,
            boolean holds,
            State state,
            Why why,
            String reason,
            TakenBack withdrawn) {}

    public record Effective(
            Status status, int missedPeriods, int minutesLate, int expectedPeriods, String slip, String source) {

        static Effective of(Standing standing) {
            return standing == null
                    ? null
                    : new Effective(
                            standing.status(),
                            standing.missedPeriods(),
                            standing.minutesLate(),
                            standing.expectedPeriods(),
                            standing.slip(),
                            standing.source());
        }
    }

    /** Why a version holds, or why it doesn't. */
    public enum Why {
        ONLY("唯一的说法／the only version", ""),
        RANK("来源级别较高／higher source rank", "来源级别较低／lower source rank"),
        RECORDED("同级来源中记录较晚／recorded later, at equal rank", "同级来源中记录较早／recorded earlier, at equal rank"),
        SOURCE(
                "级别与时间相同，依来源编号／equal rank and time, by the source's id",
                "级别与时间相同，依来源编号／equal rank and time, by the source's id"),
        UNDONE("", "所属导入已撤销／its import was undone"),
        NOT_WHOLE("", "所属导入须整体成立而未成立／its import was to be taken as a whole and did not hold");

        private final String holds;
        private final String loses;

        Why(String holds, String loses) {
            this.holds = holds;
            this.loses = loses;
        }

        static Why of(Version.Criterion criterion) {
            return switch (criterion) {
                case RANK -> RANK;
                case RECORDED -> RECORDED;
                case SOURCE -> SOURCE;
            };
        }

        static Why of(WithdrawnQueries.Reason reason) {
            return switch (reason) {
                case UNDONE -> UNDONE;
                case NOT_WHOLE -> NOT_WHOLE;
            };
        }
    }

    public static HistoryView of(History history) {
        List<Told> told = new ArrayList<>();
        Version<?> holding = history.holding();
        if (holding != null) {
            Why why = history.others().isEmpty()
                    ? Why.ONLY
                    : Why.of(Version.between(holding, history.others().get(0)));
            told.add(told(holding, State.HOLDS, why, null));
            history.others()
                    .forEach(other -> told.add(told(other, State.KEPT, Why.of(Version.between(holding, other)), null)));
        }
        for (WithdrawnQueries.Withdrawn back : history.withdrawn()) {
            TakenBack how = new TakenBack(back.by(), back.at(), back.sequence(), back.importId());
            told.add(told(back.version(), State.WITHDRAWN, Why.of(back.reason()), how));
        }
        return new HistoryView(told, Effective.of(history.standing()));
    }

    private static Told told(Version<?> version, State state, Why why, TakenBack withdrawn) {
        return new Told(
                ObservationWriter.write(version.observation()),
                version.source(),
                version.rank(),
                version.observation().recordedAt(),
                version.receivedAt(),
                version.sequence(),
                state == State.HOLDS,
                state,
                why,
                state == State.HOLDS ? why.holds : why.loses,
                withdrawn);
    }
}
