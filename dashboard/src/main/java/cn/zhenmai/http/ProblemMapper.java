package cn.zhenmai.http;

import cn.zhenmai.sheet.UnreadableFileException;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. Nothing of the inside leaves: no stack, SQL, path or version. */
final class ProblemMapper implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration FULL = Duration.ofSeconds(60);

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            ctx.request().connection().close();
            return;
        }
        ProblemException refused = refused(ctx);
        if (refused.retryAfter() != null) {
            long seconds = Math.max(1, refused.retryAfter().plusMillis(999).toSeconds());
            response.putHeader("Retry-After", Long.toString(seconds));
        }
        Reply.problem(ctx, refused.problem());
    }

    private static ProblemException refused(RoutingContext ctx) {
        Throwable failure = ctx.failure();
        if (failure instanceof ProblemException own) {
            return own;
        }
        if (failure instanceof Database.BusyException
                || failure instanceof Journal.BusyException
                || failure instanceof Journal.UnavailableException) {
            return Problem.of(503, "系统繁忙，请稍后重试／busy, try again shortly").retryAfter(BUSY);
        }
        if (failure instanceof Journal.FullException) {
            return Problem.of(507, "磁盘空间不足，暂时只读／no room on the disk, reading only for now")
                    .retryAfter(FULL);
        }
        if (failure instanceof UnreadableFileException file) {
            return Problem.of(file.isTooLarge() ? 413 : 400, file.getMessage()).exception();
        }
        int status = failure instanceof HttpException told ? told.getStatusCode() : ctx.statusCode();
        if (status >= 400 && status < 500) {
            return Problem.of(status, detail(status)).exception();
        }
        LOG.error("{} {} failed", ctx.request().method(), pattern(ctx), failure);
        return Problem.of(500, "服务器内部错误／internal error").exception();
    }

    /** The route's pattern, never the path itself: it may name a person. */
    private static String pattern(RoutingContext ctx) {
        return ctx.currentRoute() == null || ctx.currentRoute().getPath() == null
                ? "(no route)"
                : ctx.currentRoute().getPath();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "没有此项／not found";
            case 413 -> "请求过大／request too large";
            case 415 -> "内容类型不支持／content type not supported";
            default -> "请求无法处理／request refused";
        };
    }
}
