package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Effective;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whole terms of a large school against the {@link Oracle}, once a day: {@code -Dzhenmai.terms} of them (3), {@code
 * -Dzhenmai.students} each (2,000).
 */
class WholeTermTest {

    private static final int CLASS_SIZE = 40;
    private static final int WEEKS = 18;
    private static final LocalDate WEEK_1 = TermCase.WEEK_1;
    private static final LocalDate END = WEEK_1.plusWeeks(WEEKS);

    private static Registry registry(int classes) {
        RegistryBuilder b = RegistryBuilder.small();
        b.offerings.clear();
        b.terms.clear();
        b.term("2026-1", 0, WEEK_1, WEEKS);
        Set<Integer> weeks = RegistryBuilder.weeks(1, WEEKS);
        for (int c = 0; c < classes; c++) {
            String classId = "K%03d".formatted(c);
            b.schoolClass(classId, 2025, "C1");
            for (int s = 0; s < CLASS_SIZE; s++) {
                b.student("%s-%02d".formatted(classId, s), classId);
            }
            for (int o = 0; o < 3; o++) {
                // Every third one is held for two classes together.
                Set<String> taught = o == 2 && c % 2 == 1 ? Set.of(classId, "K%03d".formatted(c - 1)) : Set.of(classId);
                String offering = classId + "-" + o;
                b.offering(offering, "M", "2026-1", taught, "T1");
                b.slot(offering, DayOfWeek.of(1 + (c + o) % 5), 1 + 2 * o, weeks);
                b.slot(offering, DayOfWeek.of(1 + (c + o + 2) % 5), 1 + 2 * o, weeks);
            }
        }
        return b.registry();
    }

    /** One term under way; what it holds is changed by the day, and given to the oracle whole. */
    private static final class Term {
        final Random random;
        final Engine engine = new Engine(new RuleSet(List.of()));
        final Edition edition = Edition.ALL.get(0);
        final Map<Told.Place, Standing> attendance = new TreeMap<>();
        final Map<Told.Roll, RollCall> calls = new TreeMap<>();
        final Map<String, LeaveSlip> slips = new TreeMap<>();
        final List<Told.Place> places = new ArrayList<>();
        School school;
        Registry registry;
        Instant now = WEEK_1.atStartOfDay(School.ZONE).toInstant();
        List<Change> changes = new ArrayList<>();
        private final Resting resting = new Resting();
        long sequence;
        long transitions;

        Term(long seed, int classes) {
            random = new Random(seed);
            registry = registry(classes);
            school = School.of(registry);
            step(new Input.RulesEdited(++sequence, now, false, edition.yaml()));
            step(new Input.SchoolEdited(++sequence, now, false, school, List.of()));
        }

        void step(Input input) {
            transitions += engine.step(input).transitions().size();
        }

        void tell() {
            step(new Input.Facts(++sequence, now, false, changes));
            changes = new ArrayList<>();
        }

        void day(LocalDate day) {
            for (Session session : school.sessionsOn(day)) {
                if (session.isHeld() && random.nextInt(100) < 97) {
                    now = session.startsAt().plus(Duration.ofMinutes(10));
                    roll(session);
                    if (random.nextInt(3) == 0) {
                        tell();
                    }
                }
            }
            now = later(day.atTime(20, 0).atZone(School.ZONE).toInstant());
            corrections();
            tell();
            edits(day);
            now = day.atTime(23, 0).atZone(School.ZONE).toInstant();
            step(new Input.Tick(++sequence, now));
        }

        private Instant later(Instant at) {
            return at.isAfter(now) ? at : now;
        }

        private void roll(Session session) {
            for (String classId : session.classes()) {
                boolean nobody = random.nextInt(200) == 0;
                RollCall call = new RollCall(session.id(), classId, "T1", RollCall.Mode.FULL, now);
                Told.Roll roll = new Told.Roll(session.id(), classId);
                changes.add(new Change.OfRollCall(session.id(), classId, calls.put(roll, call), call));
                for (RosterEntry entry : school.roster(session)) {
                    if (entry.roll().equals(classId)) {
                        put(entry.student(), session, entry, nobody ? Status.ABSENT : status(entry.student()));
                    }
                }
            }
        }

        private Status status(String student) {
            int risk = student.endsWith("7") ? 30 : 4;
            int dice = random.nextInt(100);
            if (dice < risk) {
                return Status.ABSENT;
            }
            return dice > 97 ? Status.LATE : dice > 95 ? Status.SICK : dice > 94 ? Status.UNKNOWN : Status.PRESENT;
        }

        private void put(String student, Session session, RosterEntry entry, Status status) {
            Told.Place place = new Told.Place(student, session.id());
            Standing standing = new Standing(
                    status,
                    status,
                    session.periods(),
                    status == Status.ABSENT ? session.periods() : 0,
                    status == Status.LATE ? 6 : 0,
                    null,
                    "teacher:T1",
                    now,
                    Effective.attribution(session, entry));
            Standing before = attendance.put(place, standing);
            if (before == null) {
                places.add(place);
            }
            changes.add(new Change.OfAttendance(student, session.id(), before, standing));
        }

        private void corrections() {
            for (int i = 0; i < 20 && !places.isEmpty(); i++) {
                Told.Place place = places.get(random.nextInt(places.size()));
                Session session = school.session(place.session()).orElseThrow();
                if (attendance.containsKey(place)) {
                    RosterEntry entry =
                            school.rosterEntry(session, place.student()).orElseThrow();
                    Status[] all = Status.values();
                    put(place.student(), session, entry, all[random.nextInt(all.length)]);
                }
            }
            for (int i = 0; i < 2; i++) {
                String student = registry.students()
                        .get(random.nextInt(registry.students().size()))
                        .id();
                LeaveSlip slip = new LeaveSlip(
                        student,
                        "L" + slips.size(),
                        Status.SICK,
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(random.nextInt(4))),
                        LeaveSlip.State.APPROVED,
                        now);
                slips.put(slip.slip(), slip);
                changes.add(new Change.OfLeaveSlip(student, slip.slip(), null, slip));
            }
        }

        /** Once in a while a session is cancelled, told before or after it, and somebody changes class from the next Monday on. */
        private void edits(LocalDate day) {
            if (random.nextInt(8) > 0) {
                return;
            }
            List<Session> sessions = school.sessions();
            Session cancelled = sessions.get(random.nextInt(sessions.size()));
            registry = Cases.cancelled(registry, cancelled.id());
            String student = registry.students()
                    .get(random.nextInt(registry.students().size()))
                    .id();
            String other = registry.classes()
                    .get(random.nextInt(registry.classes().size()))
                    .id();
            LocalDate monday = day.plusDays(8 - day.getDayOfWeek().getValue());
            boolean moves = school.classOf(student, monday)
                    .filter(own -> !own.id().equals(other))
                    .isPresent();
            if (moves
                    && registry.memberships().stream()
                                    .filter(m -> m.student().equals(student))
                                    .count()
                            == 1) {
                registry = Cases.transferred(registry, student, other, monday);
            }
            school = School.of(registry);
            attendance.entrySet().removeIf(held -> {
                boolean gone = held.getKey().session().equals(cancelled.id());
                if (gone) {
                    changes.add(
                            new Change.OfAttendance(held.getKey().student(), cancelled.id(), held.getValue(), null));
                }
                return gone;
            });
            calls.keySet().removeIf(roll -> {
                boolean gone = roll.session().equals(cancelled.id());
                if (gone) {
                    changes.add(new Change.OfRollCall(cancelled.id(), roll.classId(), calls.get(roll), null));
                }
                return gone;
            });
            step(new Input.SchoolEdited(++sequence, now, false, school, changes));
            changes = new ArrayList<>();
        }

        Set<String> expected() {
            return resting.lines(
                    Oracle.open(
                            school,
                            new Told.State(attendance, calls, slips, Map.of(), Map.of()),
                            edition,
                            TermCase.START,
                            now,
                            END),
                    now);
        }
    }

    @Test
    void a_large_schools_open_alerts_are_those_of_a_computation_from_scratch_every_day() throws InterruptedException {
        int classes = Integer.getInteger("zhenmai.students", 2_000) / CLASS_SIZE;
        Seeds.forEach("whole-term.txt", Long.getLong("zhenmai.terms", 3), seed -> {
            Term term = new Term(seed, classes);
            for (LocalDate day = WEEK_1; day.isBefore(END); day = day.plusDays(1)) {
                term.day(day);
                assertThat(RandomTermTest.open(term.engine)).as("%s", day).isEqualTo(term.expected());
            }
            assertThat(term.transitions).isGreaterThan(classes * 10L);
        });
    }
}
