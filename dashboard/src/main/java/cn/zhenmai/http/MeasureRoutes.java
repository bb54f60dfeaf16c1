package cn.zhenmai.http;

import cn.zhenmai.engine.Recall;
import cn.zhenmai.measure.Definition;
import cn.zhenmai.measure.Definitions;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Tallied;
import cn.zhenmai.measure.Window;
import cn.zhenmai.school.Subject;
import cn.zhenmai.store.History;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is measured and how, and what a number of a unit was at an earlier time, as it was known then. */
final class MeasureRoutes {

    /** Persons have routes of their own, which audit who reads. */
    enum Unit {
        CLASS,
        OFFERING,
        PROGRAM,
        COLLEGE,
        SCHOOL
    }

    enum Over {
        DAY,
        WEEK,
        MONTH,
        TERM
    }

    /** @param missing which observations there are none of yet, or null */
    record Described(
            String id,
            int version,
            String nameZh,
            String nameEn,
            Measure.Form form,
            String unit,
            int minimumN,
            List<Subject.Kind> subjects,
            String missing) {}

    /** @param value null where there was nothing to count; {@code sequence} the last row of the journal that was known */
    record Recalled(
            String measure,
            int version,
            Unit kind,
            String subject,
            Instant knownAt,
            Long sequence,
            Long numerator,
            Long denominator,
            Integer n,
            boolean enough,
            String arithmetic,
            String arithmeticEn) {}

    private final Services services;
    /** The past is read from its beginning: one at a time is enough for the processors. */
    private final AtomicBoolean isBusy = new AtomicBoolean();

    MeasureRoutes(Services services) {
        this.services = services;
    }

    void mount(Router router) {
        router.get("/api/v1/measures").handler(ctx -> Reply.json(ctx, Future.succeededFuture(describe())));
        router.get("/api/v1/measures/:id").handler(this::recall);
    }

    private static List<Described> describe() {
        return Definitions.all().stream()
                .map(definition -> new Described(
                        definition.id(),
                        definition.version(),
                        definition.nameZh(),
                        definition.nameEn(),
                        definition.form(),
                        definition.unit(),
                        definition.minimumN(),
                        definition.levels().stream().sorted().toList(),
                        definition.missing()))
                .toList();
    }

    private void recall(RoutingContext ctx) {
        Definition definition = Definitions.find(Query.id(ctx)).orElseThrow(Problem::notFound);
        Unit kind = required("kind", Query.oneOf(ctx, "kind", Unit.class));
        String subject = kind == Unit.SCHOOL ? "school" : required("subject", Query.text(ctx, "subject"));
        Over over = Query.oneOf(ctx, "over", Over.class);
        Measure measure = measure(definition, kind, over == null ? Over.TERM : over);
        Instant knownAt = instant(Query.text(ctx, "known-at"));
        if (!isBusy.compareAndSet(false, true)) {
            throw Problem.of(429, "正在回看另一个数，请稍后再试／another number is being recalled, try again later")
                    .exception();
        }
        Future<Recalled> recalled = services.vertx()
                .executeBlocking(
                        () -> recalled(definition, kind, subject, knownAt, read(measure, kind, subject, knownAt)),
                        false)
                .onComplete(done -> isBusy.set(false));
        Reply.json(ctx, recalled);
    }

    private static <T> T required(String name, T value) {
        if (value == null) {
            throw Problem.field(name, "必填／required").exception();
        }
        return value;
    }

    private static Measure measure(Definition definition, Unit kind, Over over) {
        Window window = switch (over) {
            case DAY -> new Window.Day();
            case WEEK -> new Window.TeachingWeek();
            case MONTH -> new Window.Month();
            case TERM -> new Window.Term();
        };
        if (!definition.isAvailable()) {
            throw Problem.field("id", definition.missing()).exception();
        }
        try {
            return new Tallied(definition, Subject.Kind.valueOf(kind.name()), window);
        } catch (IllegalArgumentException unfit) {
            throw Problem.field("kind", unfit.getMessage()).exception();
        }
    }

    private Instant instant(String text) {
        Instant now = services.school().moment().now();
        try {
            Instant asked = text == null ? now : Instant.parse(text);
            return asked.isAfter(now) ? now : asked;
        } catch (DateTimeException notAnInstant) {
            throw Problem.field("known-at", "时间应如 2026-10-12T08:00:00Z／an instant is written 2026-10-12T08:00:00Z")
                    .exception();
        }
    }

    private Optional<Recall.Number> read(Measure measure, Unit kind, String subject, Instant knownAt)
            throws SQLException {
        History history = new History(services.database());
        Recall recall = new Recall();
        history.replay(0, history.sequenceBefore(knownAt.plusNanos(1_000)), recall::step);
        return recall.read(measure, new Subject(Subject.Kind.valueOf(kind.name()), subject), knownAt);
    }

    private static Recalled recalled(
            Definition definition, Unit kind, String subject, Instant knownAt, Optional<Recall.Number> found) {
        Recall.Number number = found.orElse(null);
        return new Recalled(
                definition.id(),
                definition.version(),
                kind,
                subject,
                knownAt,
                number == null ? null : number.sequence(),
                number == null ? null : number.value().numerator() / definition.scale(),
                number == null ? null : number.value().denominator() / definition.scale(),
                number == null ? null : number.value().n(),
                number != null && number.value().n() >= definition.minimumN(),
                number == null ? null : number.account().arithmetic(),
                number == null ? null : number.account().arithmeticEn());
    }
}
