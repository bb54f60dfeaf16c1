package cn.zhenmai.intake;

import cn.zhenmai.store.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a request comes from, by its key or its signature. What is known of a source is remembered and looked up again behind its requests'
 * back, so that taking facts doesn't wait for a database worker; what another process changed holds within a minute.
 */
final class SourceKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SourceKeys.class);

    /** Until then it is not asked again; and until then it is still good while it is. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final String BEARER = "Bearer ";

    private final Database database;
    private final InstantSource clock;
    /** Of sources that there are, so never more. */
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    /** Keys that were found good, by themselves: to hash one for each request is dear. No more than there were good keys. */
    private final Map<String, Good> good = new ConcurrentHashMap<>();

    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> usesNoted = new ConcurrentHashMap<>();

    private record Remembered(KnownSource source, Instant readAt) {}

    /** As long as this is what is known of its source. */
    private record Good(KnownSource source, SourceKey.Live key, Future<Caller> caller) {
        boolean holds(KnownSource known, Instant now) {
            return source == known && key.isLive(now);
        }
    }

    SourceKeys(Database database, InstantSource machineClock) {
        this.database = database;
        this.clock = machineClock;
    }

    /** The one whose header this is. A signature is not compared yet: that takes the body. */
    Future<Caller> find(String authorization) {
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return shown(authorization.substring(BEARER.length()).trim());
        }
        return Signature.parse(authorization)
                .map(this::signed)
                .orElseGet(() -> Future.failedFuture(new RefusedBodyException(Refusal.NO_KEY)));
    }

    private Future<Caller> shown(String key) {
        Good before = good.get(key);
        if (before != null) {
            String id = before.source.source().id();
            Remembered known = fresh(id);
            if (known != null && before.holds(known.source, clock.instant())) {
                note(id, before.key);
                return before.caller;
            }
            good.remove(key);
        }
        String id = SourceKey.sourceOf(key);
        return source(id).compose(found -> {
            Optional<SourceKey.Live> live = found.filter(
                            source -> !source.settings().signed())
                    .flatMap(source -> source.key(key, clock.instant()));
            if (live.isEmpty()) {
                return Future.failedFuture(new RefusedBodyException(Refusal.NO_KEY));
            }
            Future<Caller> caller = Future.succeededFuture(new Caller(found.get(), null));
            good.put(key, new Good(found.get(), live.get(), caller));
            note(id, live.get());
            return caller;
        });
    }

    private Future<Caller> signed(Signature signature) {
        return source(signature.source()).compose(found -> {
            if (found.isEmpty() || !found.get().settings().signed()) {
                return Future.failedFuture(new RefusedBodyException(Refusal.NO_KEY));
            }
            Instant now = clock.instant();
            if (!signature.isInTime(now)) {
                return Future.failedFuture(new RefusedBodyException(Refusal.LATE_SIGNATURE));
            }
            return Future.succeededFuture(
                    new Caller(found.get(), signature.check(found.get().keysAt(now))));
        });
    }

    /** The whole body was seen: fails where its signature is another one, or where this request was seen before. */
    Future<Void> confirm(Caller caller) {
        if (caller.check() == null) {
            return Future.succeededFuture();
        }
        String id = caller.source().source().id();
        Optional<SourceKey.Live> signer = caller.check().signer();
        if (signer.isEmpty()) {
            return Future.failedFuture(new RefusedBodyException(Refusal.WRONG_SIGNATURE));
        }
        note(id, signer.get());
        Instant now = clock.instant();
        String nonce = caller.check().signature().nonce();
        // A nonce is kept as long as the furthest time stamp that came with it could be let in.
        Instant keptFrom = now.minus(Signature.WINDOW.multipliedBy(2));
        return database.transact(c -> SourceKeyStore.use(c, id, nonce, now, keptFrom))
                .compose(isNew -> isNew
                        ? Future.succeededFuture()
                        : Future.failedFuture(new RefusedBodyException(Refusal.REPLAYED)));
    }

    /** Something of it was changed here. */
    void forget(String id) {
        remembered.remove(id);
        good.values().removeIf(one -> one.source.source().id().equals(id));
    }

    private Future<Optional<KnownSource>> source(String id) {
        if (id == null) {
            return Future.succeededFuture(Optional.empty());
        }
        Remembered known = fresh(id);
        return known == null ? read(id) : Future.succeededFuture(Optional.of(known.source()));
    }

    /** What is known and still good; looked up again behind the request's back where it grows old. */
    private Remembered fresh(String id) {
        Remembered known = remembered.get(id);
        if (known == null) {
            return null;
        }
        Duration age = Duration.between(known.readAt(), clock.instant()).abs();
        if (age.compareTo(KEPT) >= 0) {
            return null;
        }
        if (age.compareTo(FRESH) >= 0 && asking.add(id)) {
            read(id).onComplete(done -> asking.remove(id));
        }
        return known;
    }

    private Future<Optional<KnownSource>> read(String id) {
        Instant now = clock.instant();
        Future<Optional<KnownSource>> read = database.transact(c -> {
            Optional<SourceSettings> settings = SourceStore.find(c, id).filter(one -> !one.revoked());
            return settings.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new KnownSource(settings.get(), SourceKeyStore.live(c, id, now)));
        });
        return read.onSuccess(found ->
                found.ifPresentOrElse(source -> remembered.put(id, new Remembered(source, now)), () -> forget(id)));
    }

    /** When a key was last used is kept to the minute, and never in the way of a request. */
    private void note(String source, SourceKey.Live key) {
        String id = source + " " + key.number();
        Instant now = clock.instant();
        Instant before = usesNoted.get(id);
        boolean isDue = before == null || Duration.between(before, now).abs().compareTo(USE_NOTED_EVERY) >= 0;
        if (isDue && (before == null ? usesNoted.putIfAbsent(id, now) == null : usesNoted.replace(id, before, now))) {
            database.transact(c -> SourceKeyStore.used(c, source, key.number(), now))
                    .onFailure(lost -> LOG.debug("use of a key not noted", lost));
        }
    }

    /** Who calls; {@code check} null where a key was shown. */
    record Caller(KnownSource source, Signature.Check check) {}
}
