package cn.zhenmai.intake;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** An answer that says what was wrong with a request as a whole (application/problem+json); {@code detail} is Chinese then English. */
record Refusal(int status, String title, String detail, Duration retryAfter) {

    static final Refusal NO_KEY = new Refusal(401, "Unauthorized", "缺少或无效的来源密钥／missing or unknown source key", null);
    static final Refusal LATE_SIGNATURE =
            new Refusal(401, "Unauthorized", "签名时间与本机相差超过 5 分钟／timestamp more than 5 minutes off", null);
    static final Refusal WRONG_SIGNATURE =
            new Refusal(401, "Unauthorized", "签名不符／the signature is not that of this body", null);
    static final Refusal REPLAYED = new Refusal(401, "Unauthorized", "nonce 已用过／nonce used before", null);
    static final Refusal TOO_LARGE =
            new Refusal(413, "Content Too Large", "请求超过 1 MB 或 5000 行／request over 1 MB or 5000 rows", null);
    static final Refusal UNPACKS_TOO_LARGE = new Refusal(
            413, "Content Too Large", "解压后超过 1 MB 或压缩比超过 100／unpacks to over 1 MB or over 100 times its size", null);
    static final Refusal WRONG_TYPE = new Refusal(
            415,
            "Unsupported Media Type",
            "须为 UTF-8 的 application/json、application/x-ndjson、application/cloudevents+json 或 "
                    + "application/cloudevents-batch+json／must be one of these in UTF-8",
            null);
    static final Refusal WRONG_ENCODING =
            new Refusal(415, "Unsupported Media Type", "须不压缩或用 gzip 压缩／must be unpacked or packed by gzip", null);
    static final Refusal NOT_FOUND = new Refusal(404, "Not Found", "没有此项／not found", null);
    static final Refusal FAILED = new Refusal(500, "Internal Server Error", "服务内部错误／internal error", null);

    static final Refusal FULL = new Refusal(
            507,
            "Insufficient Storage",
            "磁盘空间不足，暂不接收／no room on the disk, send it again later",
            Duration.ofSeconds(60));

    static Refusal malformed(String detail) {
        return new Refusal(400, "Bad Request", detail, null);
    }

    static Refusal tooFast(Duration wait) {
        return new Refusal(429, "Too Many Requests", "发送过快／sending too fast", wait);
    }

    static Refusal unavailable(Duration wait) {
        return new Refusal(503, "Service Unavailable", "暂时无法接收，请稍后重发／can't take it now, send it again", wait);
    }

    void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        if (this == WRONG_ENCODING) {
            response.putHeader("Accept-Encoding", "gzip");
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (retryAfter != null) {
            long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
            response.putHeader("Retry-After", Long.toString(seconds));
        }
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        // What is left of a body that is too large is not worth reading to its end.
        boolean isLast = status == 413;
        if (isLast) {
            response.putHeader("Connection", "close");
        }
        response.end(problem.toBuffer()).onComplete(sent -> {
            if (sent.failed()) {
                response.reset();
            } else if (isLast) {
                LingeringClose.of(request);
            }
        });
    }
}
