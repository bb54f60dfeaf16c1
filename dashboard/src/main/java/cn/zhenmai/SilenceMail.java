package cn.zhenmai;

import cn.zhenmai.access.AccountStore;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.intake.SilenceListener;
import cn.zhenmai.intake.SilenceStore.Silence;
import cn.zhenmai.notify.SystemMail;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Mails a silent source's owner, or the quality office where nobody who can be reached owns it. */
final class SilenceMail implements SilenceListener {

    /** Named where nobody of the office has an address: a dead letter that people see. */
    private static final String OFFICE = "QUALITY_OFFICE";

    private final AccountStore accounts = new AccountStore();
    private final Supplier<School> school;

    SilenceMail(Supplier<School> school) {
        this.school = school;
    }

    @Override
    public void began(Connection connection, Silence silence) throws SQLException {
        List<Identity> all = accounts.list(connection).stream()
                .filter(one -> one.disabledAt() == null)
                .map(AccountStore.Account::identity)
                .toList();
        Map<String, String> told = addresses(all.stream()
                .filter(one -> one.account().equals(silence.owner()))
                .toList());
        if (told.isEmpty()) {
            told = addresses(
                    all.stream().filter(one -> one.is(Role.QUALITY_OFFICE)).toList());
        }
        if (told.isEmpty()) {
            told.put(OFFICE, null);
        }
        for (Map.Entry<String, String> one : told.entrySet()) {
            SystemMail.sourceSilent(
                    connection,
                    silence.alert(),
                    one.getKey(),
                    one.getValue(),
                    silence.name(),
                    silence.since(),
                    silence.lastAt());
        }
    }

    @Override
    public void ended(Connection connection, String alert) throws SQLException {
        SystemMail.ended(connection, alert);
    }

    /** By person of the registry. */
    private Map<String, String> addresses(List<Identity> accounts) {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (Identity one : accounts) {
            Optional.ofNullable(one.teacherId())
                    .flatMap(school.get()::teacher)
                    .map(Registry.Teacher::email)
                    .filter(email -> !email.isBlank())
                    .ifPresent(email -> addresses.put(one.teacherId(), email));
        }
        return addresses;
    }
}
