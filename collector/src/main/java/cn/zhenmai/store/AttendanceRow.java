package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One row of attendance while batches work on it: as loaded, then as folded so far. */
final class AttendanceRow {

    final AttendanceKey key;
    /** The version that holds, or null where only a roll call speaks of the student. */
    Version<Observation.Attendance> observed;
    /** Versions that don't hold; those of this batch too. Most rows never have any. */
    private List<Version<Observation.Attendance>> others = List.of();

    private List<Version<Observation.Attendance>> newHistory = List.of();
    /** Versions that an undone import had brought, and the one that holds again for it. */
    private List<Version<Observation.Attendance>> withdrawn = List.of();

    private List<Version<Observation.Attendance>> returned = List.of();
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

    List<Version<Observation.Attendance>> withdrawn() {
        return withdrawn;
    }

    List<Version<Observation.Attendance>> returned() {
        return returned;
    }

    /** Takes back the versions that are meant; true where one of them held, for which the strongest of the others holds again. */
    boolean withdraw(Predicate<Version<?>> meant) {
        withdrawn = new ArrayList<>(others.stream().filter(meant).toList());
        others = new ArrayList<>(
                others.stream().filter(other -> !meant.test(other)).toList());
        if (observed == null || !meant.test(observed)) {
            return false;
        }
        withdrawn.add(observed);
        observed = others.stream().max(Version.PRECEDENCE).orElse(null);
        if (observed != null) {
            others.remove(observed);
            returned = List.of(observed);
        }
        return true;
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
