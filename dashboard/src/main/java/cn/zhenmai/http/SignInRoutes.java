package cn.zhenmai.http;

import cn.zhenmai.access.Home;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.access.SignIn;
import cn.zhenmai.access.SignIns;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Signing in and out, and who one is. */
final class SignInRoutes {

    private static final int LONGEST = 200;

    record Credentials(String account, String password) {}

    record DeviceToken(String token) {}

    record Me(String account, String name, Set<Role> roles, String home) {}

    private final SignIns signIns;
    private final SessionCookie cookie;

    SignInRoutes(SignIns signIns, SessionCookie cookie) {
        this.signIns = signIns;
        this.cookie = cookie;
    }

    void mount(Router router) {
        router.post("/api/v1/sign-in").handler(this::signIn);
        router.post("/api/v1/wall/sign-in").handler(this::signInWall);
        router.post("/api/v1/sign-out").handler(this::signOut);
        router.get("/api/v1/me").handler(SignInRoutes::me);
    }

    private void signIn(RoutingContext ctx) {
        Credentials told = Body.read(ctx, Credentials.class);
        String account = bounded("account", told.account());
        String password = bounded("password", told.password());
        answer(ctx, signIns.signIn(account, password, address(ctx)));
    }

    private void signInWall(RoutingContext ctx) {
        String token = bounded("token", Body.read(ctx, DeviceToken.class).token());
        answer(ctx, signIns.signInWall(token, address(ctx)));
    }

    private void answer(RoutingContext ctx, Future<SignIn> attempt) {
        attempt.onComplete(outcome -> answer(ctx, outcome), ctx::fail);
    }

    private void answer(RoutingContext ctx, SignIn outcome) {
        if (outcome instanceof SignIn.Done done) {
            cookie.set(ctx, done);
            Reply.none(ctx);
        } else if (outcome instanceof SignIn.Later later) {
            ctx.fail(Problem.of(429, "尝试过多，请稍后再试／too many attempts, try later").retryAfter(later.pause()));
        } else {
            ctx.fail(Problem.of(401, "账号或密码不正确／wrong account or password").exception());
        }
    }

    private void signOut(RoutingContext ctx) {
        signIns.signOut(SessionCookie.token(ctx))
                .onComplete(
                        done -> {
                            cookie.clear(ctx);
                            Reply.none(ctx);
                        },
                        ctx::fail);
    }

    private static void me(RoutingContext ctx) {
        Identity who = Gate.identity(ctx);
        Reply.json(ctx, Future.succeededFuture(new Me(who.account(), who.name(), who.roles(), Home.of(who.roles()))));
    }

    private static String address(RoutingContext ctx) {
        return ctx.request().remoteAddress().hostAddress();
    }

    private static String bounded(String field, String text) {
        return Body.text(field, text, LONGEST);
    }
}
