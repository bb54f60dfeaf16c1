package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.observation.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes the effective changes of a journal row; {@link Replay} reads them. */
final class ChangeStore {

    private final CopyRows attendance = new CopyRows("attendance_change");
    private final CopyRows facts = new CopyRows("fact_change");

    /** Collects; nothing is sent yet. The place in the list is the ordinal. */
    void add(long sequence, List<Change> changes) {
        for (int ordinal = 0; ordinal < changes.size(); ordinal++) {
            Change change = changes.get(ordinal);
            if (change instanceof Change.OfAttendance moved) {
                signed(sequence, ordinal, -1, moved, moved.before());
                signed(sequence, ordinal, 1, moved, moved.after());
            } else if (change instanceof Change.OfRollCall moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            } else if (change instanceof Change.OfLeaveSlip moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            } else if (change instanceof Change.OfCheck moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), AttributionJson.write(moved.at()));
            } else if (change instanceof Change.OfEvaluation moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            } else if (change instanceof Change.OfReportedValue moved) {
                fact(sequence, ordinal, moved.before(), moved.after(), null);
            }
        }
    }

    void send(Connection connection) throws SQLException {
        attendance.send(connection);
        facts.send(connection);
    }

    private void signed(long sequence, int ordinal, int sign, Change.OfAttendance change, Standing standing) {
        if (standing == null) {
            return;
        }
        Attribution at = standing.at();
        attendance
                .int2("school_id", (int) Schema.SCHOOL_ID)
                .int8("sequence", sequence)
                .int4("ordinal", ordinal)
                .int2("sign", sign)
                .text("student_id", change.student())
                .date("session_on", change.session().plannedOn())
                .text("session_id", change.session().toString())
                .text("status", standing.status().name())
                .text(
                        "observed_status",
                        standing.observed() == null ? null : standing.observed().name())
                .int2("expected_periods", standing.expectedPeriods())
                .int2("missed_periods", standing.missedPeriods())
                .int2("late_minutes", standing.minutesLate())
                .text("slip_id", standing.slip())
                .text("source_id", standing.source())
                .instant("received_at", standing.receivedAt())
                .text("class_id", at.classId())
                .text("roll_id", at.roll())
                .text("program_id", at.program())
                .text("college_id", at.college())
                .text("teacher_id", at.teacher())
                .text("offering_id", at.offering())
                .date("held_on", at.heldOn())
                .int2("first_period", at.firstPeriod())
                .instant("starts_at", at.startsAt())
                .instant("ends_at", at.endsAt())
                .endRow();
    }

    private void fact(long sequence, int ordinal, Observation before, Observation after, String attribution) {
        Observation either = after == null ? before : after;
        facts.int2("school_id", (int) Schema.SCHOOL_ID)
                .int8("sequence", sequence)
                .int4("ordinal", ordinal)
                .text("kind", FactKind.of(either).name())
                .text("fact_key", FactKind.keyOf(either))
                .text("before", before == null ? null : ObservationJson.write(before))
                .text("after", after == null ? null : ObservationJson.write(after))
                .text("attribution", attribution)
                .endRow();
    }
}
