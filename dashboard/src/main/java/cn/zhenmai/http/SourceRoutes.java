package cn.zhenmai.http;

import cn.zhenmai.access.Role;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.intake.SourceSettings;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.school.School;
import cn.zhenmai.view.SourcesView;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** The sources and their keys: the quality office and administrators manage them, an owner sees the own ones. A key is shown once. */
final class SourceRoutes {

    private static final Set<Role> MANAGING = Set.of(Role.QUALITY_OFFICE, Role.ADMIN);

    /** {@code keyExpiresOn}: the first day on which the first key no longer holds; left out when a source is changed. */
    record Edit(
            String id,
            String name,
            Integer rank,
            boolean offRoster,
            String owner,
            Integer cadenceMinutes,
            Integer rowsPerSecond,
            Set<String> types,
            Set<String> classes,
            boolean signed,
            boolean revoked,
            LocalDate keyExpiresOn) {}

    record KeyWish(LocalDate expiresOn) {}

    record NewKey(String source, String key) {}

    private final Services services;
    private final Guard guard;

    SourceRoutes(Services services, Guard guard) {
        this.services = services;
        this.guard = guard;
    }

    void mount(Router router) {
        router.get("/api/v1/sources").handler(this::list);
        router.post("/api/v1/sources").handler(Guard.small()).handler(this::add);
        router.post("/api/v1/sources/:id").handler(Guard.small()).handler(this::change);
        router.post("/api/v1/sources/:id/keys").handler(Guard.small()).handler(this::addKey);
        router.post("/api/v1/sources/:id/keys/:number/revoke")
                .handler(Guard.small())
                .handler(this::revokeKey);
    }

    private void list(RoutingContext ctx) {
        Viewer viewer = guard.viewer(ctx);
        String owner = viewer.roles().stream().anyMatch(MANAGING::contains) ? null : viewer.account();
        Instant now = services.school().moment().now();
        LocalDate today = services.school().moment().today();
        Reply.json(ctx, services.database().transact(connection -> SourcesView.of(connection, owner, now, today)));
    }

    private void add(RoutingContext ctx) {
        Edit edit = Body.read(ctx, Edit.class);
        Body.required("id", edit.id());
        SourceSettings settings = settings(edit.id(), edit);
        Future<Optional<String>> key = services.sources().add(settings, end("keyExpiresOn", edit.keyExpiresOn()));
        Reply.json(
                ctx,
                key.map(made -> new NewKey(
                        settings.id(), made.orElseThrow(() -> conflict("已有同名来源／there is a source of that id")))));
    }

    private void change(RoutingContext ctx) {
        Edit edit = Body.read(ctx, Edit.class);
        if (edit.id() != null || edit.keyExpiresOn() != null) {
            throw Problem.field(edit.id() == null ? "keyExpiresOn" : "id", "此处不能修改／can't be changed here")
                    .exception();
        }
        SourceSettings settings = settings(Query.id(ctx), edit);
        services.sources()
                .change(settings)
                .onComplete(
                        isThere -> {
                            if (isThere) {
                                Reply.none(ctx);
                            } else {
                                ctx.fail(Problem.notFound());
                            }
                        },
                        ctx::fail);
    }

    private void addKey(RoutingContext ctx) {
        String id = Query.id(ctx);
        Instant until = end("expiresOn", Body.read(ctx, KeyWish.class).expiresOn());
        Future<NewKey> key = services.database()
                .transact(connection -> SourceStore.find(connection, id).orElseThrow(Problem::notFound))
                .compose(there -> services.sources().addKey(id, until))
                .map(made -> new NewKey(
                        id,
                        made.orElseThrow(() -> conflict("已有两个有效密钥，请先停用一个／two keys live already, revoke one first"))));
        Reply.json(ctx, key);
    }

    private void revokeKey(RoutingContext ctx) {
        String number = ctx.pathParam("number");
        if (!number.matches("\\d{1,9}")) {
            throw Problem.notFound();
        }
        services.sources()
                .revokeKey(Query.id(ctx), Integer.parseInt(number))
                .onComplete(
                        isRevoked -> {
                            if (isRevoked) {
                                Reply.none(ctx);
                            } else {
                                ctx.fail(Problem.notFound());
                            }
                        },
                        ctx::fail);
    }

    private static ProblemException conflict(String detail) {
        return Problem.of(409, detail).exception();
    }

    private static SourceSettings settings(String id, Edit edit) {
        Body.required("name", edit.name());
        Body.required("rank", edit.rank());
        try {
            return new SourceSettings(
                            id,
                            edit.name(),
                            edit.rank(),
                            edit.offRoster(),
                            edit.owner(),
                            edit.cadenceMinutes(),
                            edit.rowsPerSecond() == null
                                    ? SourceSettings.DEFAULT_ROWS_PER_SECOND
                                    : edit.rowsPerSecond(),
                            edit.types(),
                            edit.classes(),
                            edit.signed(),
                            edit.revoked())
                    .checked();
        } catch (InvalidFieldException wrong) {
            throw Problem.field(wrong.field(), wrong.getMessage()).exception();
        }
    }

    /** Midnight of that day at the school, which must be ahead; null without end. */
    private Instant end(String field, LocalDate day) {
        if (day == null) {
            return null;
        }
        Instant end = day.atStartOfDay(School.ZONE).toInstant();
        if (!end.isAfter(services.machineClock().instant()) || day.getYear() > 2100) {
            throw Problem.field(field, "须为将来的日期／must be a day to come").exception();
        }
        return end;
    }
}
