package cn.zhenmai.intake;

import cn.zhenmai.school.School;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.Source;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What was read goes on: within the source's rate, facts to the journal, ballots their own way. The receipt comes after the commit. */
final class Acceptance {

    private static final int MOST_BALLOTS = 100;

    private final Journal journal;
    private final BallotStore ballots;
    private final InstantSource schoolClock;
    private final RateLimit limit;
    private final SourceMetrics metrics;

    Acceptance(
            Journal journal, BallotStore ballots, InstantSource schoolClock, RateLimit limit, SourceMetrics metrics) {
        this.metrics = metrics;
        this.journal = journal;
        this.ballots = ballots;
        this.schoolClock = schoolClock;
        this.limit = limit;
    }

    Future<Receipt> take(ObservationReader.Read read, KnownSource source) {
        Duration wait = limit.take(source, read.size());
        if (!wait.isZero()) {
            return Future.failedFuture(new RefusedBodyException(Refusal.tooFast(wait)));
        }
        if (!read.ballots().isEmpty() && read.rows().isEmpty() && read.ballots().size() <= MOST_BALLOTS) {
            if (journal.isFull()) {
                return Future.failedFuture(new Journal.FullException());
            }
            return takeBallots(read, source.source()).onSuccess(receipt -> metrics.count(source.source(), receipt));
        }
        List<Receipt.RowError> unreadable = new ArrayList<>(read.unreadable());
        for (ObservationReader.BallotRow ballot : read.ballots()) {
            unreadable.add(new Receipt.RowError(
                    ballot.row(), "type", "评教须单独发送，每次至多 100 份／send ballots on their own, at most 100 at once"));
        }
        return journal.submit(new Entry.Facts(source.source(), read.rows(), unreadable, null));
    }

    /** Ballots leave no receipt behind: it would tell a time. */
    private Future<Receipt> takeBallots(ObservationReader.Read read, Source source) {
        Instant now = schoolClock.instant();
        LocalDate today = LocalDate.ofInstant(now, School.ZONE);
        List<Receipt.RowError> errors = new ArrayList<>(read.unreadable());
        Future<Integer> taken = ballots.reject(source, now, errors.size()).map(0);
        for (ObservationReader.BallotRow row : read.ballots()) {
            taken = taken.compose(before -> ballots.answer(row.ballot(), today, source, now)
                    .map(isTaken -> {
                        if (!isTaken) {
                            errors.add(new Receipt.RowError(row.row(), "ballot", "选票无效或已用／ballot not valid or used"));
                        }
                        return isTaken ? before + 1 : before;
                    }));
        }
        return taken.map(stored -> new Receipt(
                "", stored + errors.size(), stored, 0, 0, errors.size(), 0, List.copyOf(errors), journal.sequence()));
    }
}
