package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One row of attendance while a batch works on it: as loaded, then as folded so far. */
final class AttendanceRow {

    final AttendanceKey key;
    /** The version that holds, or null where only a roll call speaks of the student. */
    Version<Observation.Attendance> observed;
    /** Versions that don't hold; those of this batch too. */
    final List<Version<Observation.Attendance>> others = new ArrayList<>();

    final List<Version<Observation.Attendance>> newHistory = new ArrayList<>();
    Standing standing;
    Instant startsAt;
    /** The journal row that changed it last. */
    long sequence;

    boolean isStored;
    boolean isDirty;

    AttendanceRow(AttendanceKey key) {
        this.key = key;
    }
}
