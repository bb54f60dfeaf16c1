package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What a source system says at one moment of school time. */
record Message(Instant at, Origin from, List<Observation> rows) {

    static final Comparator<Message> IN_TIME =
            Comparator.comparing(Message::at).thenComparing(Message::from, Comparator.reverseOrder());

    Message {
        rows = List.copyOf(rows);
    }
}
