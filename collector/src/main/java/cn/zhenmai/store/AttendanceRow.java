package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One row of attendance while batches work on it: as loaded, then as folded so far. */
final class AttendanceRow {

    final AttendanceKey key;
    /** The version that holds, or null where only a roll call speaks of the student. */
    Version<Observation.Attendance> observed;
    /** Versions that don't hold; those of this batch too. Most rows never have any. */
    private List<Version<Observation.Attendance>> others = List.of();

    private List<Version<Observation.Attendance>> newHistory = List.of();
    Standing standing;
    Instant startsAt;
    /** The journal row that changed it last. */
    long sequence;

    boolean isStored;
    boolean isDirty;

    AttendanceRow(AttendanceKey key) {
        this.key = key;
    }

    List<Version<Observation.Attendance>> others() {
        return others;
    }

    /** Of this batch: to be written as history. */
    List<Version<Observation.Attendance>> newHistory() {
        return newHistory;
    }

    /** A version that the store has as history. */
    void addOther(Version<Observation.Attendance> version) {
        others = with(others, version);
    }

    void addHistory(Version<Observation.Attendance> version) {
        addOther(version);
        newHistory = with(newHistory, version);
    }

    /** What was changed is committed. */
    void settle() {
        isStored = true;
        isDirty = false;
        newHistory = List.of();
    }

    private static <T> List<T> with(List<T> list, T value) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(2) : list;
        longer.add(value);
        return longer;
    }
}
