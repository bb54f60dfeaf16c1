package cn.zhenmai.intake;

import cn.zhenmai.school.School;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import io.vertx.core.Future;
import java.time.Duration;
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

    Acceptance(Journal journal, BallotStore ballots, InstantSource schoolClock, RateLimit limit) {
        this.journal = journal;
        this.ballots = ballots;
        this.schoolClock = schoolClock;
        this.limit = limit;
    }

    Future<Receipt> take(ObservationReader.Read read, SourceStore.Known source) {
        Duration wait = limit.take(source, read.size());
        if (!wait.isZero()) {
            return Future.failedFuture(new RefusedBodyException(Refusal.tooFast(wait)));
        }
        if (!read.ballots().isEmpty() && read.rows().isEmpty() && read.ballots().size() <= MOST_BALLOTS) {
            return takeBallots(read);
        }
        List<Receipt.RowError> unreadable = new ArrayList<>(read.unreadable());
        for (ObservationReader.BallotRow ballot : read.ballots()) {
            unreadable.add(new Receipt.RowError(
                    ballot.row(), "type", "评教须单独发送，每次至多 100 份／send ballots on their own, at most 100 at once"));
        }
        return journal.submit(new Entry.Facts(source.source(), read.rows(), unreadable, null));
    }

    /** Ballots leave no receipt behind: it would tell a time. */
    private Future<Receipt> takeBallots(ObservationReader.Read read) {
        LocalDate today = LocalDate.ofInstant(schoolClock.instant(), School.ZONE);
        List<Receipt.RowError> errors = new ArrayList<>(read.unreadable());
        Future<Integer> taken = Future.succeededFuture(0);
        for (ObservationReader.BallotRow row : read.ballots()) {
            taken = taken.compose(before -> ballots.answer(row.ballot(), today).map(isTaken -> {
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
