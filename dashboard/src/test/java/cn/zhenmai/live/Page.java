package cn.zhenmai.live;

import static cn.zhenmai.http.World.await;

import cn.zhenmai.http.World;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a browser's page does with the live socket, by the contract alone: it holds a state and moves it on by frames. */
final class Page {

    private final World world;
    private final String cookie;
    private final String topic;
    private final WebSocketClient client;
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    /** Every frame that was ever received, as text. */
    final List<String> received = new ArrayList<>();

    private WebSocket socket;
    JsonObject state;
    Long number;
    String epoch;
    int snapshots;
    int deltas;

    Page(World world, String cookie, String topic) {
        this.world = world;
        this.cookie = cookie;
        this.topic = topic;
        this.client = world.vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(16 << 20)
                .setReceiveBufferSize(4096));
    }

    @CanIgnoreReturnValue
    Page connect() {
        socket = await(client.connect(options("http://127.0.0.1:" + world.port)));
        socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
        return this;
    }

    WebSocketConnectOptions options(String origin) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(world.port)
                .setURI("/live")
                .addHeader("Origin", origin)
                .addHeader("Cookie", cookie);
    }

    WebSocket socket() {
        return socket;
    }

    WebSocketClient client() {
        return client;
    }

    @CanIgnoreReturnValue
    Page join() {
        say(new JsonObject()
                .put("type", "join")
                .put("topic", topic)
                .put("after", number)
                .put("epoch", epoch)
                .encode());
        return this;
    }

    void say(String text) {
        await(socket.writeTextMessage(text));
    }

    void disconnect() {
        await(socket.close());
        frames.clear();
    }

    /** Takes frames in until the state is as wanted. */
    void until(Predicate<JsonObject> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (state == null || !wanted.test(state)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came; state: " + state);
            }
            take(next());
        }
    }

    /** Takes in frames until one of the number or later came. */
    void upTo(long wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (number == null || number < wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came; number " + number + ", wanted " + wanted);
            }
            take(next());
        }
    }

    JsonObject next() {
        try {
            JsonObject frame = frames.poll(60, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came");
            }
            received.add(frame.encode());
            return frame;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    void take(JsonObject frame) {
        switch (frame.getString("type")) {
            case "snapshot" -> {
                snapshots++;
                state = frame.getJsonObject("data");
                number = frame.getLong("to");
                epoch = frame.getString("epoch");
            }
            case "delta" -> {
                if (!frame.getLong("from").equals(number)) {
                    throw new AssertionError(
                            "a frame is missing: holds " + number + ", got from " + frame.getLong("from"));
                }
                deltas++;
                number = frame.getLong("to");
                apply(frame.getJsonObject("data"));
            }
            default -> throw new AssertionError(frame.encode());
        }
    }

    private void apply(JsonObject delta) {
        state = state.copy();
        for (String whole : List.of("sessions", "today", "silentSources", "now", "periodLabel")) {
            if (delta.containsKey(whole)) {
                state.put(whole, delta.getValue(whole));
            }
        }
        merge("cards", "student", delta.getJsonArray("cards"), delta.getJsonArray("removedCards"));
        merge("sessionAlerts", "id", delta.getJsonArray("sessionAlerts"), delta.getJsonArray("removedSessionAlerts"));
    }

    private void merge(String list, String key, JsonArray changed, JsonArray removed) {
        Map<String, JsonObject> all = byKey(state.getJsonArray(list), key);
        removed.forEach(id -> all.remove((String) id));
        all.putAll(byKey(changed, key));
        state.put(list, new JsonArray(new ArrayList<>(all.values())));
    }

    /** What is shown, apart from the clock and the order of cards. */
    static JsonObject shown(JsonObject worklist) {
        JsonObject shown = new JsonObject();
        shown.put("cards", sorted(worklist.getJsonArray("cards"), "student"));
        shown.put("sessionAlerts", sorted(worklist.getJsonArray("sessionAlerts"), "id"));
        shown.put("sessions", worklist.getJsonArray("sessions"));
        shown.put("today", worklist.getJsonObject("today"));
        shown.put("silentSources", worklist.getJsonArray("silentSources"));
        shown.put("periodLabel", worklist.getString("periodLabel"));
        return shown;
    }

    private static JsonArray sorted(JsonArray list, String key) {
        return new JsonArray(new ArrayList<>(byKey(list, key).values()));
    }

    private static Map<String, JsonObject> byKey(JsonArray list, String key) {
        Map<String, JsonObject> all = new TreeMap<>();
        for (Iterator<Object> one = list.iterator(); one.hasNext(); ) {
            JsonObject item = (JsonObject) one.next();
            all.put(item.getString(key), item);
        }
        return all;
    }
}
