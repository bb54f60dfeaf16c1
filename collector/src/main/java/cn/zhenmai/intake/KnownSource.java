package cn.zhenmai.intake;

import cn.zhenmai.store.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A source and the keys with which it may come. */
record KnownSource(SourceSettings settings, List<SourceKey.Live> keys) {

    Source source() {
        return settings.source();
    }

    /** Null = all. */
    Set<String> types() {
        return settings.types();
    }

    int rowsPerSecond() {
        return settings.rowsPerSecond();
    }

    List<SourceKey.Live> keysAt(Instant now) {
        return keys.stream().filter(key -> key.isLive(now)).toList();
    }

    Optional<SourceKey.Live> key(String shown, Instant now) {
        return keysAt(now).stream().filter(key -> key.isOf(shown)).findFirst();
    }
}
