package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RegistryCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void a_registry_without_problems_answers_0() throws IOException {
        for (Map.Entry<String, byte[]> file :
                RegistryFiles.write(Registry.EMPTY).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        assertThat(check(folder)).isZero();
    }

    @Test
    void a_problem_is_named_by_its_file_and_answers_1() throws IOException {
        Files.writeString(folder.resolve("unheard-of.csv"), "id\n");
        assertThat(check(folder)).isEqualTo(1);
        assertThat(said.toString()).contains("unheard-of.csv");
    }

    @Test
    void a_folder_that_is_not_there_or_empty_is_wrong_usage() {
        assertThat(check(folder.resolve("none"))).isEqualTo(2);
        assertThat(check(folder)).isEqualTo(2);
        assertThat(said.toString()).doesNotContain("Exception");
    }

    private int check(Path path) {
        CommandLine line = Main.commandLine(Map.of());
        PrintWriter writer = new PrintWriter(said);
        return line.setOut(writer).setErr(writer).execute("registry", "check", path.toString());
    }
}
