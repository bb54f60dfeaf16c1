package cn.zhenmai.http;

import cn.zhenmai.view.ViewJson;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a small JSON body into a record, or says which field is wrong. */
final class Body {

    /** Bytes; a roll of a few hundred exceptions fits ten times. */
    static final long LIMIT = 256 * 1024;

    private Body() {}

    /** An empty body reads as {@code {}}. */
    static <T> T read(RoutingContext ctx, Class<T> type) {
        Buffer bytes = ctx.body().buffer();
        String told = ctx.request().getHeader("Content-Type");
        if (bytes == null || bytes.length() == 0) {
            bytes = Buffer.buffer("{}");
        } else if (told == null || !told.split(";", 2)[0].trim().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "请发送 application/json／send application/json").exception();
        }
        try {
            T value = ViewJson.read(bytes.getBytes(), type);
            if (value == null) {
                throw Problem.of(400, "请求体不是对象／the body is not an object").exception();
            }
            return value;
        } catch (JsonMappingException wrongField) {
            throw Problem.field(path(wrongField.getPath()), "字段有误／wrong field").exception();
        } catch (IOException notJson) {
            throw Problem.of(400, "不是有效的 JSON／not valid JSON").exception();
        }
    }

    @CanIgnoreReturnValue
    static <T> T required(String field, T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw Problem.field(field, "缺少此字段／field is missing").exception();
        }
        return value;
    }

    /** A text that must be there, fits, and can be stored. */
    @CanIgnoreReturnValue
    static String text(String field, String value, int longest) {
        if (required(field, value).length() > longest) {
            throw Problem.field(field, "不超过 " + longest + " 字／" + longest + " characters at most")
                    .exception();
        }
        if (!isStorable(value)) {
            throw Problem.field(field, "含有无法保存的字符／characters that can't be stored")
                    .exception();
        }
        return value;
    }

    /** PostgreSQL's text can hold neither a NUL nor half of a surrogate pair. */
    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static String path(List<Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
