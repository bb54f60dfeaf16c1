package cn.zhenmai.http;

import cn.zhenmai.school.Problem;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryFiles;
import cn.zhenmai.school.RegistryRows;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.RefusedEntryException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Import of the registry's files: with {@code dryRun} only what would change and every problem, else all or nothing. */
final class RegistryRoutes {

    /** {@code sequence} null where nothing was changed. */
    record Outcome(int added, int changed, int ended, List<Problem> problems, Long sequence) {}

    /** The files don't hold together with the registry that holds when their turn comes. */
    private static final class Refused extends RefusedEntryException {
        private static final long serialVersionUID = 1;
        private final transient List<Problem> problems;

        Refused(List<Problem> problems) {
            super("registry files have problems");
            this.problems = problems;
        }
    }

    private final Services services;

    RegistryRoutes(Services services) {
        this.services = services;
    }

    void mount(Router router) {
        String folder = System.getProperty("java.io.tmpdir");
        router.post("/api/v1/registry")
                .handler(BodyHandler.create(folder)
                        .setBodyLimit(UploadedFiles.LIMIT)
                        .setDeleteUploadedFilesOnEnd(true))
                .handler(this::take);
    }

    private void take(RoutingContext ctx) {
        boolean dryRun = Query.flag(ctx, "dryRun");
        School school = services.school().current().get();
        Buffer body = ctx.body().buffer();
        List<FileUpload> uploads = ctx.fileUploads();
        Future<Outcome> outcome = services.vertx()
                .executeBlocking(() -> uploads.isEmpty() ? archive(body) : files(uploads), false)
                .compose(files -> dryRun ? preview(files, school) : apply(files, school));
        Reply.json(ctx, outcome);
    }

    private static Map<String, byte[]> archive(Buffer body) {
        Buffer archive = body == null ? Buffer.buffer() : body;
        Map<String, byte[]> files =
                new UploadedFiles(archive.length()).unpack(archive.getBytes()).byName();
        if (files.isEmpty()) {
            throw cn.zhenmai.http.Problem.of(400, "没有文件／no files").exception();
        }
        return files;
    }

    private static Map<String, byte[]> files(List<FileUpload> uploads) throws IOException {
        long packed = uploads.stream().mapToLong(FileUpload::size).sum();
        UploadedFiles files = new UploadedFiles(packed);
        for (FileUpload upload : uploads) {
            files = files.add(upload.fileName(), Files.readAllBytes(Path.of(upload.uploadedFileName())));
        }
        return files.byName();
    }

    private Future<Outcome> preview(Map<String, byte[]> files, School school) {
        return services.vertx()
                .executeBlocking(
                        () -> {
                            RegistryFiles.Result read = RegistryFiles.read(files, school.registry());
                            return outcome(school.registry(), read.registry(), read.problems(), null);
                        },
                        false);
    }

    private Future<Outcome> apply(Map<String, byte[]> files, School school) {
        return preview(files, school).compose(preview -> {
            boolean same = preview.added() + preview.changed() + preview.ended() == 0;
            if (same || !preview.problems().isEmpty()) {
                return Future.succeededFuture(preview);
            }
            return services.journal()
                    .submit(new Entry.RegistryEdit(registry -> merged(files, registry), null))
                    .map(receipt -> new Outcome(
                            preview.added(), preview.changed(), preview.ended(), List.of(), receipt.sequence()))
                    .recover(RegistryRoutes::told);
        });
    }

    private static Registry merged(Map<String, byte[]> files, Registry registry) {
        RegistryFiles.Result read = RegistryFiles.read(files, registry);
        if (!read.problems().isEmpty()) {
            throw new Refused(read.problems());
        }
        return read.registry();
    }

    private static Future<Outcome> told(Throwable failure) {
        return failure instanceof Refused refused
                ? Future.succeededFuture(new Outcome(0, 0, 0, refused.problems, null))
                : Future.failedFuture(failure);
    }

    private static Outcome outcome(Registry before, Registry after, List<Problem> problems, Long sequence) {
        RegistryRows.Diff diff = RegistryRows.diff(before, after);
        return new Outcome(
                diff.added().size(), diff.changed().size(), diff.ended().size(), problems, sequence);
    }
}
