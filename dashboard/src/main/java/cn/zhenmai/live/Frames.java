package cn.zhenmai.live;

import cn.zhenmai.view.ViewJson;
import cn.zhenmai.view.Wall;
import cn.zhenmai.view.Worklist;
import cn.zhenmai.view.WorklistDelta;
import com.fasterxml.jackson.annotation.JsonInclude;

/** The texts that go over the socket. */
final class Frames {

    static final String WORKLIST = "worklist";
    static final String WALL = "wall";
    static final String DENIED = "{\"type\":\"denied\"}";

    /** Of a page: {@code {"type":"join","topic":…,"after":…,"epoch":…}}. */
    record Asked(String type, String topic, Long after, String epoch) {}

    private record Snapshot(String type, String topic, String epoch, long to, Object data) {}

    private record Delta(String type, String topic, String epoch, long from, long to, Object data) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Failure(String type, String message) {}

    private Frames() {}

    static String snapshot(String epoch, long to, Worklist whole) {
        return ViewJson.text(new Snapshot("snapshot", WORKLIST, epoch, to, whole));
    }

    static String snapshot(String epoch, long to, Wall whole) {
        return ViewJson.text(new Snapshot("snapshot", WALL, epoch, to, whole));
    }

    static String delta(String epoch, long from, long to, WorklistDelta delta) {
        return ViewJson.text(new Delta("delta", WORKLIST, epoch, from, to, delta));
    }

    static String error(String message) {
        return ViewJson.text(new Failure("error", message));
    }
}
