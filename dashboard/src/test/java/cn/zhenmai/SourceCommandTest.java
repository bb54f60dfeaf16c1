package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.store.TestDatabase;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommandTest {

    @TempDir
    private Path folder;

    private CommandRun zhenmai;

    @BeforeEach
    void start() {
        zhenmai = CommandRun.on(TestDatabase.migrated(), folder);
    }

    @CanIgnoreReturnValue
    private String add(String id) {
        return zhenmai.exits(0, "source", "add", id, "--name", "一卡通", "--rank", "10")
                .strip();
    }

    @Test
    void a_key_is_printed_when_it_is_made_and_never_again() {
        String key = add("card");
        assertThat(key).matches("[A-Za-z0-9_.-]{32,}");
        String listed = zhenmai.exits(0, "source", "list");
        assertThat(listed)
                .contains("card\t一卡通\trank 10\towner -\tevery - min\t5000 rows/s")
                .contains("key 1\tlive\tnever used")
                .doesNotContain(key);
    }

    @Test
    void there_is_one_source_of_an_id() {
        add("card");
        assertThat(zhenmai.exits(2, "source", "add", "card", "--name", "又一个", "--rank", "10"))
                .contains("已有同名来源／there is a source of that id: card");
    }

    @Test
    void two_keys_live_at_once_and_one_makes_room_when_it_is_revoked() {
        String first = add("card");
        String second = zhenmai.exits(0, "source", "key", "card", "--until", "2099-01-01")
                .strip();
        assertThat(second).isNotEqualTo(first);
        assertThat(zhenmai.exits(2, "source", "key", "card"))
                .contains("已有两个有效密钥，请先停用一个／two keys live already, revoke one first");
        assertThat(zhenmai.exits(0, "source", "revoke-key", "card", "1")).contains("已停用／revoked: card 1");
        assertThat(zhenmai.exits(2, "source", "revoke-key", "card", "1")).contains("没有这把有效密钥／no such live key");
        assertThat(zhenmai.exits(0, "source", "list"))
                .contains("key 1\trevoked ")
                .contains("key 2\tuntil 2099-01-01 00:00");
        assertThat(zhenmai.exits(0, "source", "key", "card").strip()).isNotEmpty();
    }

    @Test
    void what_is_said_of_it_is_what_holds() {
        add("card");
        assertThat(zhenmai.exits(
                        0,
                        "source",
                        "set",
                        "card",
                        "--name",
                        "门禁",
                        "--rank",
                        "20",
                        "--owner",
                        "wang",
                        "--cadence",
                        "30",
                        "--rows-per-second",
                        "100",
                        "--type",
                        "attendance,roll-call",
                        "--signed",
                        "--revoked"))
                .contains("已修改／changed: card");
        assertThat(zhenmai.exits(0, "source", "list"))
                .contains("card\t门禁\trank 20\towner wang\tevery 30 min\t100 rows/s\tsigned\trevoked");
        zhenmai.exits(0, "source", "set", "card", "--name", "门禁", "--rank", "20");
        assertThat(zhenmai.exits(0, "source", "list"))
                .as("options that are not given get their defaults")
                .contains("card\t门禁\trank 20\towner -\tevery - min\t5000 rows/s\n");
    }

    @Test
    void what_can_not_be_is_named_by_its_field_in_both_languages() {
        assertThat(zhenmai.exits(2, "source", "add", "card", "--name", "一卡通", "--rank", "0"))
                .contains("rank: 须在 1 到 100 之间／must be from 1 to 100");
        assertThat(zhenmai.exits(2, "source", "add", "Card!", "--name", "一卡通", "--rank", "10"))
                .contains("id: ")
                .contains("／1–40 of a–z");
        assertThat(zhenmai.exits(2, "source", "add", "card", "--name", "一卡通", "--rank", "10", "--type", "gossip"))
                .contains("types: 未知类型／unknown type");
        assertThat(zhenmai.exits(2, "source", "add", "card", "--rank", "10")).contains("--name");
        assertThat(zhenmai.exits(2, "source", "add", "card", "--name", "一卡通", "--rank", "ten"))
                .contains("--rank");
        assertThat(zhenmai.exits(2, "source", "add", "card", "--name", "一卡通", "--rank", "10", "--key-until", "soon"))
                .contains("--key-until");
        assertThat(zhenmai.exits(2, "source", "set", "none", "--name", "无", "--rank", "10"))
                .contains("没有这个来源／no such source: none");
        assertThat(zhenmai.exits(2, "source", "key", "none")).contains("没有这个来源／no such source: none");
        assertThat(zhenmai.exits(0, "source", "list")).isBlank();
    }
}
