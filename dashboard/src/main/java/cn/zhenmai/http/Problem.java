package cn.zhenmai.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;

/**
 * An answer that says what was wrong (application/problem+json). {@code detail} is for people, Chinese then English.
 *
 * @param field the field or parameter, null where none is to blame
 * @param row the row of a file or batch, from 1, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String field, Integer row) {

    static Problem of(int status, String detail) {
        return new Problem("about:blank", title(status), status, detail, null, null);
    }

    static Problem field(String field, String detail) {
        return new Problem("about:blank", title(400), 400, detail, field, null);
    }

    /** As an exception, for the one mapper. */
    ProblemException exception() {
        return new ProblemException(this, null);
    }

    ProblemException retryAfter(Duration wait) {
        return new ProblemException(this, wait);
    }

    static ProblemException notFound() {
        return of(404, "没有此项／not found").exception();
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            case 507 -> "Insufficient Storage";
            default -> status < 500 ? "Request Refused" : "Internal Server Error";
        };
    }
}
