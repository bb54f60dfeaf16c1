package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Version;
import java.util.ArrayList;
import java.util.List;

/** One roll call, slip, check or evaluation while a batch works on it: as loaded, then as folded so far. */
final class FactRow {

    final FactKind kind;
    final String key;
    /** Null once nothing is held of it any more. */
    Version<Observation> holding;

    final List<Version<Observation>> others = new ArrayList<>();
    final List<Version<Observation>> newHistory = new ArrayList<>();
    /** Versions that an undone import had brought, and the one that holds again for it. */
    final List<Version<Observation>> withdrawn = new ArrayList<>();

    final List<Version<Observation>> returned = new ArrayList<>();
    /** Of a lesson check: to whom and when it counts, as JSON. */
    String attribution;

    boolean isStored;
    boolean isDirty;

    FactRow(FactKind kind, String key) {
        this.kind = kind;
        this.key = key;
    }
}
