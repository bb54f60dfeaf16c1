package cn.zhenmai;

/** A setting is missing or wrong; the message is one line for the operator that names it. */
public final class ConfigException extends RuntimeException {

    ConfigException(String line) {
        super(line);
    }

    ConfigException(Setting setting, String problem) {
        super(setting.environmentName() + ": " + problem);
    }
}
