package cn.zhenmai.notify;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Notice;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is told of a transition, and from when on. Pure: the transition, the rule's notices and the school decide. */
public final class Route {

    /** School time of the evening's mails. */
    private static final LocalTime EVENING = LocalTime.of(18, 0);

    private static final Set<Transition.Kind> TELLING =
            Set.of(Transition.Kind.OPENED, Transition.Kind.RAISED, Transition.Kind.REOPENED);

    private Route() {}

    /** One person is told once of a transition, by the first notice that reaches them. */
    static List<Notification> of(Transition transition, List<Notice> notices, Letter letter, School school) {
        if (!TELLING.contains(transition.kind())) {
            return List.of();
        }
        Alert alert = transition.alert();
        Map<String, Notification> byRecipient = new LinkedHashMap<>();
        for (Notice notice : notices) {
            if (alert.level().compareTo(notice.from()) >= 0) {
                Instant notBefore = notBefore(notice.timing(), transition, school);
                for (String recipient : recipients(notice.to(), alert, day(transition), school)) {
                    byRecipient.putIfAbsent(
                            recipient,
                            new Notification(
                                    recipient,
                                    address(recipient, school),
                                    Notification.Kind.NOTICE,
                                    alert.level(),
                                    notice.from(),
                                    notBefore,
                                    letter));
                }
            }
        }
        return List.copyOf(byRecipient.values());
    }

    /** The other systems that are told. */
    static List<Notification> webhooks(Transition transition, List<WebhookTarget> webhooks, Letter letter) {
        if (!TELLING.contains(transition.kind())) {
            return List.of();
        }
        Level level = transition.alert().level();
        return webhooks.stream()
                .filter(target -> level.compareTo(target.from()) >= 0)
                .map(target -> new Notification(
                        target.recipient(),
                        target.address(),
                        Notification.Kind.NOTICE,
                        level,
                        target.from(),
                        null,
                        letter))
                .toList();
    }

    /** Null where none is known. */
    static String address(String recipient, School school) {
        return school.teacher(recipient)
                .map(Registry.Teacher::email)
                .filter(email -> !email.isBlank())
                .orElse(null);
    }

    private static Instant notBefore(Notice.Timing timing, Transition transition, School school) {
        return switch (timing) {
            case AT_ONCE -> null;
            case SESSION_END ->
                session(transition.alert(), school).map(Session::endsAt).orElse(null);
            case EVENING -> day(transition).atTime(EVENING).atZone(School.ZONE).toInstant();
        };
    }

    /** Who would get a mail of an alert at a level on a day; a vacant post by its name. */
    public static Set<String> recipients(List<Notice> notices, Alert alert, Level level, LocalDate on, School school) {
        Set<String> recipients = new LinkedHashSet<>();
        for (Notice notice : notices) {
            if (level.compareTo(notice.from()) >= 0) {
                recipients.addAll(recipients(notice.to(), alert, on, school));
            }
        }
        return recipients;
    }

    private static List<String> recipients(Notice.Receiver to, Alert alert, LocalDate on, School school) {
        return switch (to) {
            case SESSION_TEACHER ->
                orVacant(
                        session(alert, school)
                                .map(Session::teacher)
                                .or(() -> Optional.ofNullable(alert.teacher()))
                                .stream()
                                .toList(),
                        "TEACHER/" + alert.session());
            case OFFERING_TEACHER -> orVacant(offeringTeachers(alert, school), "TEACHER/" + alert.offering());
            case COUNSELOR -> holders(Registry.Post.COUNSELOR, alert, on, school);
            case CLASS_TEACHER -> holders(Registry.Post.CLASS_TEACHER, alert, on, school);
        };
    }

    private static List<String> offeringTeachers(Alert alert, School school) {
        if (alert.teacher() != null) {
            return List.of(alert.teacher());
        }
        return alert.offering() == null
                ? List.of()
                : school.offering(alert.offering())
                        .map(Registry.Offering::teachers)
                        .orElse(List.of());
    }

    /** Of the student's class now, not of the one where it began; a student without a class belongs to the college. */
    private static List<String> holders(Registry.Post post, Alert alert, LocalDate on, School school) {
        Set<String> classes = alert.student() == null
                ? alert.classes()
                : school.classOf(alert.student(), on)
                        .map(own -> Set.of(own.id()))
                        .orElse(Set.of());
        if (classes.isEmpty()) {
            return holders(Registry.Post.STUDENT_AFFAIRS, alert.college(), on, school);
        }
        List<String> holders = new ArrayList<>();
        for (String classId : classes) {
            holders.addAll(holders(post, classId, on, school));
        }
        return holders;
    }

    private static List<String> holders(Registry.Post post, String unit, LocalDate on, School school) {
        return orVacant(unit == null ? List.of() : school.holders(post, unit, on), post + "/" + unit);
    }

    /** A vacant post is told too: it becomes a dead letter that people see, not silence. */
    private static List<String> orVacant(List<String> recipients, String vacant) {
        return recipients.isEmpty() ? List.of(vacant) : recipients;
    }

    private static Optional<Session> session(Alert alert, School school) {
        return Optional.ofNullable(alert.session()).flatMap(SessionId::parse).flatMap(school::session);
    }

    private static LocalDate day(Transition transition) {
        return LocalDate.ofInstant(transition.at(), School.ZONE);
    }
}
