package cn.zhenmai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The raw values: environment before file. A blank value counts as not set. */
record Settings(Map<Setting, String> values) {

    static Settings read(Map<String, String> environment) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        String file = environment.get(Setting.CONFIG.environmentName());
        if (file != null && !file.isBlank()) {
            values.putAll(readFile(Path.of(file)));
        }
        for (Setting setting : Setting.values()) {
            String value = environment.get(setting.environmentName());
            if (value != null && !value.isBlank()) {
                values.put(setting, value.strip());
            }
        }
        return new Settings(values);
    }

    private static Map<Setting, String> readFile(Path file) {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ConfigException(Setting.CONFIG, "不是 YAML／not YAML, line " + line + " of " + file);
        } catch (IOException e) {
            throw new ConfigException(Setting.CONFIG, "文件无法读取／cannot be read: " + file);
        }
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        if (root.isMissingNode() || root.isNull()) {
            return values;
        }
        if (!root.isObject()) {
            throw new ConfigException(Setting.CONFIG, "应为“名称: 值”／must consist of lines of name: value: " + file);
        }
        root.properties().forEach(entry -> {
            Setting setting = Setting.ofFileName(entry.getKey())
                    .filter(s -> s != Setting.CONFIG)
                    .orElseThrow(() -> new ConfigException(
                            Setting.CONFIG, "未知设置／unknown setting \"" + entry.getKey() + "\" in " + file));
            if (!entry.getValue().isValueNode()) {
                throw new ConfigException(Setting.CONFIG, "应为单个值／must be one value: " + entry.getKey() + " in " + file);
            }
            if (!entry.getValue().asText().isBlank()) {
                values.put(setting, entry.getValue().asText().strip());
            }
        });
        return values;
    }

    Optional<String> text(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    String required(Setting setting, Setting because) {
        return text(setting).orElseThrow(() -> missing(setting, because));
    }

    ConfigException missing(Setting setting, Setting because) {
        return new ConfigException(
                setting, "与 " + because.environmentName() + " 一起必填／needed with " + because.environmentName());
    }

    int number(Setting setting, int standard, int least, int most) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return standard;
        }
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new ConfigException(
                setting,
                "应为 %d…%d 的整数／must be a whole number %d…%d: %s".formatted(least, most, least, most, text.get()));
    }

    /** A file that is there and readable. */
    Optional<Path> file(Setting setting) {
        Optional<Path> file = text(setting).map(Path::of);
        if (file.isPresent() && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
            throw new ConfigException(setting, "文件不存在或不可读／no such file, or not readable: " + file.get());
        }
        return file;
    }

    /** The first line of a file that holds a secret. */
    String secret(Setting setting, Setting because) {
        String name = required(setting, because);
        Path file = file(setting).orElseThrow();
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new ConfigException(setting, "文件无法读取／cannot be read: " + name);
        }
    }
}
