package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation;
import java.time.Instant;
import java.util.List;

/** Where the source systems' messages go. Blocks until they are taken. */
interface Sink {

    void send(Instant at, Origin from, List<Observation> rows);
}
