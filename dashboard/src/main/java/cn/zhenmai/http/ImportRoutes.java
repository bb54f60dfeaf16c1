package cn.zhenmai.http;

import cn.zhenmai.access.AuditStore;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.intake.file.Import;
import cn.zhenmai.intake.file.Imports;
import cn.zhenmai.intake.file.Report;
import cn.zhenmai.intake.file.Settings;
import cn.zhenmai.intake.file.Target;
import cn.zhenmai.intake.file.Targets;
import cn.zhenmai.school.Registry;
import cn.zhenmai.sheet.Limits;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Files that people bring: tried first, then taken, and undone one by one. */
final class ImportRoutes {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_NAME = 200;
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final Set<String> ALIASED = Set.of("class", "teacher");

    /** What a file can be taken for, and in whose name. */
    record Choices(List<Target> targets, List<Imports.SourceChoice> sources, List<Term> terms) {}

    record Term(String id, String name) {}

    record Listed(List<Import> items, String next) {}

    /** {@code aliases} by kind: what files say → the id that is meant, empty to forget it. */
    record Again(
            String target,
            String source,
            Map<String, String> columns,
            boolean rowWise,
            boolean whole,
            boolean history,
            String term,
            LocalDate validFrom,
            Map<String, Map<String, String>> aliases) {}

    private final Services services;
    private final Guard guard;
    private final AuditStore audit = new AuditStore();

    ImportRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/imports/targets").handler(this::choices);
        router.get("/api/v1/imports").handler(this::list);
        router.post("/api/v1/imports")
                .handler(BodyHandler.create(System.getProperty("java.io.tmpdir"))
                        .setBodyLimit(Limits.MOST_BYTES + UploadedFiles.FORM)
                        .setDeleteUploadedFilesOnEnd(true))
                .handler(this::bring);
        router.get("/api/v1/imports/:id").handler(this::find);
        router.post("/api/v1/imports/:id/try").handler(Guard.small()).handler(this::again);
        router.post("/api/v1/imports/:id/apply").handler(this::apply);
        router.post("/api/v1/imports/:id/undo").handler(this::undo);
    }

    private void choices(RoutingContext ctx) {
        List<Registry.Term> registered =
                services.school().moment().school().registry().terms();
        List<Term> terms = registered.stream()
                .filter(term -> term.grade() == 0)
                .map(term -> new Term(term.id(), term.name()))
                .toList();
        Reply.json(ctx, services.imports().sources().map(sources -> new Choices(Targets.all(), sources, terms)));
    }

    private void list(RoutingContext ctx) {
        int limit = Query.number(ctx, "limit", PAGE, 1, LONGEST_PAGE);
        String after = Query.text(ctx, "after");
        Future<Listed> listed = services.imports()
                .list(after, limit)
                .map(items -> new Listed(
                        items.stream().map(ImportRoutes::withoutPersons).toList(),
                        items.size() == limit ? items.get(limit - 1).id() : null));
        Reply.json(ctx, listed);
    }

    /** A list names files, not what is in them. */
    private static Import withoutPersons(Import one) {
        return one.withReport(one.report() == null ? null : one.report().withoutRows());
    }

    private void bring(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        List<FileUpload> uploads = ctx.fileUploads();
        Settings settings = new Settings(
                Body.required("target", Query.text(ctx, "target")),
                Query.text(ctx, "source"),
                null,
                Query.flag(ctx, "rowWise"),
                Query.flag(ctx, "whole"),
                Query.flag(ctx, "history"),
                Query.text(ctx, "term"),
                Query.date(ctx, "validFrom", null));
        if (uploads.size() > 1) {
            throw Problem.of(400, "一次一个文件／one file at a time").exception();
        }
        String name = uploads.isEmpty()
                ? Objects.requireNonNullElse(Query.text(ctx, "name"), "upload")
                : uploads.get(0).fileName();
        Body.text("name", name, LONGEST_NAME);
        Future<byte[]> content = uploads.isEmpty() ? raw(ctx.body().buffer()) : uploaded(uploads.get(0));
        answer(
                ctx,
                viewer,
                "POST /api/v1/imports",
                content.compose(bytes -> services.imports().bring(name, bytes, settings, viewer.account())));
    }

    private static Future<byte[]> raw(Buffer body) {
        if (body == null || body.length() == 0) {
            return Future.failedFuture(Problem.of(400, "没有文件／no file").exception());
        }
        return Future.succeededFuture(body.getBytes());
    }

    private Future<byte[]> uploaded(FileUpload file) {
        return services.vertx().executeBlocking(() -> Files.readAllBytes(Path.of(file.uploadedFileName())), false);
    }

    private void find(RoutingContext ctx) {
        Future<Import> found = services.imports().find(Query.id(ctx)).map(one -> one.orElseThrow(Problem::notFound));
        answer(ctx, guard.viewer(ctx), "GET /api/v1/imports/{id}", found);
    }

    private void again(RoutingContext ctx) {
        Again told = Body.read(ctx, Again.class);
        Settings settings = new Settings(
                Body.required("target", told.target()),
                told.source(),
                told.columns(),
                told.rowWise(),
                told.whole(),
                told.history(),
                told.term(),
                told.validFrom());
        Map<String, Map<String, String>> aliases = told.aliases() == null ? Map.of() : told.aliases();
        aliases.forEach((kind, names) -> {
            if (!ALIASED.contains(kind) || names == null) {
                throw Problem.field("aliases", "class / teacher").exception();
            }
            names.forEach((alias, id) -> {
                Body.text("aliases." + kind, alias, LONGEST_NAME);
                Body.text("aliases." + kind, id == null ? "" : id + " ", LONGEST_NAME);
            });
        });
        answer(
                ctx,
                guard.viewer(ctx),
                "POST /api/v1/imports/{id}/try",
                services.imports().again(Query.id(ctx), settings, aliases));
    }

    private void apply(RoutingContext ctx) {
        answer(
                ctx,
                guard.viewer(ctx),
                "POST /api/v1/imports/{id}/apply",
                services.imports().apply(Query.id(ctx)));
    }

    private void undo(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        answer(ctx, viewer, "POST /api/v1/imports/{id}/undo", services.imports().undo(Query.id(ctx), viewer.account()));
    }

    /** Whose rows the report shows is written down before it leaves. */
    private void answer(RoutingContext ctx, Viewer viewer, String what, Future<Import> found) {
        Reply.json(
                ctx,
                found.recover(ImportRoutes::told)
                        .compose(one -> services.database().transact(connection -> {
                            List<String> students = students(one);
                            if (!students.isEmpty()) {
                                audit.add(
                                        connection,
                                        List.of(new AuditStore.Read(
                                                services.machineClock().instant(), viewer.account(), what, students)));
                            }
                            return one;
                        })));
    }

    private static List<String> students(Import one) {
        if (one.report() == null) {
            return List.of();
        }
        String column = one.settings().target().equals("student") ? "id" : "student";
        return one.report().preview().stream()
                .map(Report.Row::texts)
                .map(texts -> texts.get(column))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static <T> Future<T> told(Throwable failure) {
        if (failure instanceof Imports.NotNowException no) {
            Problem problem = "id".equals(no.field())
                    ? Problem.of(404, no.getMessage())
                    : no.field() == null
                            ? Problem.of(409, no.getMessage())
                            : Problem.field(no.field(), no.getMessage());
            return Future.failedFuture(problem.exception());
        }
        return Future.failedFuture(
                failure instanceof Imports.BusyException
                        ? Problem.of(503, "正在处理其他文件，请稍候／other files are being read, try again shortly")
                                .retryAfter(BUSY)
                        : failure);
    }
}
