package cn.zhenmai.engine;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import io.vertx.core.Future;
import java.sql.SQLException;

/** Offers the provisioned rules to the journal, once, where they are wanted; until it has taken them. */
final class RulesOffer {

    private final Journal journal;
    private final Database database;
    private final ProvisionedRules provisioned;
    /** Null until it is known whether they are wanted. */
    private Future<Receipt> offered;

    RulesOffer(Journal journal, Database database, ProvisionedRules provisioned) {
        this.journal = journal;
        this.database = database;
        this.provisioned = provisioned;
    }

    /** The rules are to be known before the first fact, whoever sends it. */
    void beforeTheFirstFact() {
        if (journal.sequence() == 0) {
            offered = journal.submit(provisioned.edit());
        }
    }

    void offer() throws SQLException {
        boolean wanted = offered == null && database.inTransaction(provisioned::isWanted);
        if (wanted || (offered != null && offered.failed())) {
            offered = journal.submit(provisioned.edit());
        } else if (offered == null) {
            offered = Future.succeededFuture();
        }
    }

    Future<Receipt> last() {
        return offered == null ? Future.succeededFuture() : offered;
    }
}
