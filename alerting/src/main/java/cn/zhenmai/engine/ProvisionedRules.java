package cn.zhenmai.engine;

import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.RulesStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules that the installation brings along. A file is taken when it has changed since it was taken last, so what people edited
 * afterwards stands over a restart; the built-in rules never replace what people or a file have set.
 *
 * @param by FILE or STANDARD: the author that the edition is journalled under
 */
public record ProvisionedRules(String yaml, String by) {

    private static final String FILE = "file";
    private static final String STANDARD = "standard";

    public static ProvisionedRules file(String yaml) {
        return new ProvisionedRules(yaml, FILE);
    }

    public static ProvisionedRules standard() {
        return new ProvisionedRules(RuleSet.standardYaml(), STANDARD);
    }

    Entry.RulesEdit edit() {
        return new Entry.RulesEdit(yaml, by, null, null, null);
    }

    boolean isWanted(Connection connection) throws SQLException {
        Optional<RulesStore.Edition> inForce = RulesStore.find(connection, Long.MAX_VALUE);
        if (inForce.isEmpty()) {
            return true;
        }
        if (by.equals(STANDARD)) {
            return isOurs(inForce.get()) && !inForce.get().yaml().equals(yaml);
        }
        RulesStore.Edition told = RulesStore.findBy(connection, by).orElse(inForce.get());
        return !told.yaml().equals(yaml);
    }

    /** Before authors were kept, every edition was provisioned. */
    private static boolean isOurs(RulesStore.Edition edition) {
        return Objects.requireNonNullElse(edition.by(), STANDARD).equals(STANDARD);
    }
}
