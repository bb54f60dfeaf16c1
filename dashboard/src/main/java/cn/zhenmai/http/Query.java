package cn.zhenmai.http;

import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads query parameters, or says which one is wrong. */
final class Query {

    private Query() {}

    /** Null when it isn't given. */
    static String text(RoutingContext ctx, String name) {
        String value = ctx.request().getParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!Body.isStorable(value)) {
            throw Problem.field(name, "含有无法保存的字符／characters that can't be stored")
                    .exception();
        }
        return value;
    }

    /** The path's id; one that no store can hold is not there. */
    static String id(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        if (!Body.isStorable(id)) {
            throw Problem.notFound();
        }
        return id;
    }

    static <E extends Enum<E>> E oneOf(RoutingContext ctx, String name, Class<E> type) {
        String value = text(ctx, name);
        if (value == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, value);
        } catch (IllegalArgumentException unknown) {
            throw Problem.field(name, "取值不存在／no such value").exception();
        }
    }

    static int number(RoutingContext ctx, String name, int otherwise, int least, int most) {
        String value = text(ctx, name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw Problem.field(name, least + "–" + most).exception();
    }

    static LocalDate date(RoutingContext ctx, String name, LocalDate otherwise) {
        String value = text(ctx, name);
        try {
            return value == null ? otherwise : LocalDate.parse(value);
        } catch (DateTimeException notADate) {
            throw Problem.field(name, "日期应为 YYYY-MM-DD／a date is YYYY-MM-DD").exception();
        }
    }

    static boolean flag(RoutingContext ctx, String name) {
        String value = text(ctx, name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw Problem.field(name, "true / false").exception();
        }
        return "true".equals(value);
    }
}
