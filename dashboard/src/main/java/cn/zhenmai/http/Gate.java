package cn.zhenmai.http;

import cn.zhenmai.access.Grant;
import cn.zhenmai.access.Home;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Permissions;
import cn.zhenmai.access.Role;
import cn.zhenmai.access.SignIns;
import cn.zhenmai.access.SignedIn;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.intake.ObservationRoutes;
import cn.zhenmai.view.SchoolNow;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before every route and lets through what the permission table allows. A source's key is not looked at here: the intake
 * knows its own keys, and a request with one never becomes a viewer.
 */
final class Gate implements Handler<RoutingContext> {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final SignIns signIns;
    private final Origin origin;
    private final SchoolNow school;

    Gate(SignIns signIns, Origin origin, SchoolNow school) {
        this.signIns = signIns;
        this.origin = origin;
        this.school = school;
    }

    /** Who asks, with the scope of this moment. Only behind a line of the table that names roles. */
    Viewer viewer(RoutingContext ctx) {
        SchoolNow.Moment moment = school.moment();
        return Viewer.of(identity(ctx), moment.school(), moment.today());
    }

    /** Null where a source's key was sent, or nothing. */
    static Identity identity(RoutingContext ctx) {
        SignedIn signedIn = ctx.get(SignedIn.ATTRIBUTE);
        return signedIn == null ? null : signedIn.who();
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Optional<Grant> line = Permissions.find(request.method().name(), ctx.normalizedPath());
        if (line.isEmpty()) {
            ctx.fail(Problem.notFound());
            return;
        }
        Grant grant = line.get();
        if (grant.anyone() && !READING.contains(request.method()) && origin.isForeign(request)) {
            ctx.fail(foreign());
        } else if (grant.anyone() || (grant.loopback() && isLocal(request)) || hasKeyFor(request, grant)) {
            ctx.next();
        } else {
            identify(ctx, grant);
        }
    }

    private void identify(RoutingContext ctx, Grant grant) {
        String token = SessionCookie.token(ctx);
        if (token == null) {
            unknown(ctx, grant);
            return;
        }
        ctx.request().pause();
        signIns.find(token)
                .onComplete(
                        who -> {
                            ctx.request().resume();
                            decide(
                                    ctx,
                                    grant,
                                    who.map(found -> new SignedIn(found, token)).orElse(null));
                        },
                        failure -> {
                            ctx.request().resume();
                            ctx.fail(failure);
                        });
    }

    private void decide(RoutingContext ctx, Grant grant, SignedIn signedIn) {
        if (signedIn == null) {
            unknown(ctx, grant);
        } else if (!grant.allows(signedIn.who().roles())) {
            refused(ctx, grant, signedIn.who());
        } else if (mustTellOrigin(ctx.request()) && !origin.isOwn(ctx.request())) {
            ctx.fail(foreign());
        } else {
            ctx.put(SignedIn.ATTRIBUTE, signedIn);
            ctx.next();
        }
    }

    /** A foreign page may open a socket with our cookie although it could not read an ordinary answer. */
    private static boolean mustTellOrigin(HttpServerRequest request) {
        return !READING.contains(request.method()) || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    private static void unknown(RoutingContext ctx, Grant grant) {
        if (grant.kind() == Grant.Kind.PAGE) {
            String query = ctx.request().query();
            String page = query == null ? ctx.normalizedPath() : ctx.normalizedPath() + "?" + query;
            String next = URLEncoder.encode(page, StandardCharsets.UTF_8);
            redirect(ctx, "/sign-in?next=" + next);
        } else {
            ctx.fail(Problem.of(401, "请先登录／sign in first").exception());
        }
    }

    private static void refused(RoutingContext ctx, Grant grant, Identity who) {
        if (grant.kind() == Grant.Kind.PAGE) {
            redirect(ctx, Home.of(who.roles()));
        } else {
            ctx.fail(Problem.of(403, "没有权限／not permitted").exception());
        }
    }

    private static void redirect(RoutingContext ctx, String to) {
        ctx.response()
                .setStatusCode(303)
                .putHeader("Location", to)
                .putHeader("Cache-Control", "no-store")
                .end();
    }

    private static ProblemException foreign() {
        return Problem.of(403, "来源不符／foreign origin").exception();
    }

    private static boolean hasKeyFor(HttpServerRequest request, Grant grant) {
        boolean sent = ObservationRoutes.showsKey(request);
        boolean intakeAlone = grant.roles().equals(Set.of(Role.SOURCE));
        return grant.roles().contains(Role.SOURCE) && (sent || intakeAlone);
    }

    /** Straight from this machine: what a proxy here passes on carries its mark. */
    private static boolean isLocal(HttpServerRequest request) {
        if (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null) {
            return false;
        }
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException aLiteralNeverAsks) {
            return false;
        }
    }
}
