package cn.zhenmai.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A home holds one school: the stored weeks are of one seed, and another seed's would not fit them. */
final class DemoHome {

    private DemoHome() {}

    static void claim(DemoOptions options) {
        Path file = options.home().resolve("demo-school");
        String wanted = "seed=" + options.seed() + " size=" + options.size();
        try {
            Files.createDirectories(options.home());
            if (!Files.exists(file)) {
                Files.writeString(file, wanted);
            }
            String held = Files.readString(file);
            if (!held.equals(wanted)) {
                throw new IllegalArgumentException(
                        options.home() + " 中是另一所学校／holds another school: " + held + "；mvn clean 或／or -Ddemo.home=…");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
