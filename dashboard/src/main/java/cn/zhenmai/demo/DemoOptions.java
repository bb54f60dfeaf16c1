package cn.zhenmai.demo;

import java.nio.file.Path;
import java.util.Properties;

/** What can be set with -Ddemo.…; a wrong value ends the start with one line. */
record DemoOptions(Path home, int port, int mailPort, long seed, double speed, SchoolSize size) {

    static DemoOptions read(Properties properties) {
        try {
            return new DemoOptions(
                    Path.of(properties.getProperty("demo.home", "target/demo")).toAbsolutePath(),
                    Integer.parseInt(properties.getProperty("demo.port", "8080")),
                    Integer.parseInt(properties.getProperty("demo.mailPort", "8025")),
                    Long.parseLong(properties.getProperty("demo.seed", "1")),
                    Double.parseDouble(properties.getProperty("demo.speed", String.valueOf(DemoClock.DEFAULT_SPEED))),
                    SchoolSize.valueOf(properties.getProperty("demo.size", "WHOLE")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-Ddemo.… 无法解析／cannot be read: " + e.getMessage(), e);
        }
    }
}
