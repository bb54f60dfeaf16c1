package cn.zhenmai;

import cn.zhenmai.engine.ProvisionedRules;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The rules that the installation judges by, as YAML text. */
final class RuleFile {

    private RuleFile() {}

    /** The built-in standard rules where no file is named; a file that is none stops the start with its first problem. */
    static ProvisionedRules read(Optional<Path> file) {
        if (file.isEmpty()) {
            return ProvisionedRules.standard();
        }
        try {
            String yaml = Files.readString(file.get());
            int rules = RuleSet.parse(yaml).rules().size();
            if (rules == 0) {
                throw new ConfigException(Setting.RULES, "没有规则／holds no rules: " + file.get());
            }
            return ProvisionedRules.file(yaml);
        } catch (RuleProblems e) {
            throw new ConfigException(
                    Setting.RULES, file.get() + ": " + e.getMessage().replaceAll("\\s*\\R\\s*", "; "));
        } catch (IOException e) {
            throw new ConfigException(Setting.RULES, "文件无法读取／cannot be read: " + file.get());
        }
    }
}
