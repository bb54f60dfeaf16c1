package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.school.Subject;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the facts of a ledger as columns of bytes: whoever comes later is called by number, and a student's facts by how they differ
 * from those of the student before, who mostly sat in the same rooms. Read by {@link LedgerReader}.
 */
public final class LedgerWriter {

    /** Raised when the bytes are laid out otherwise. */
    public static final int FORM = 2;

    /** So that a part is not taken for the whole. */
    static final int END = 0x5A4C;

    /** How far ahead the place is looked for at which two students are together again. */
    static final int TOGETHER_AGAIN = 64;

    private final LedgerImage image;
    private final PackedOut out;
    private final Map<SubjectFacts, Integer> numbers;
    private final Map<Attribution, Integer> attributions = new HashMap<>();

    private LedgerWriter(LedgerImage image, Map<SubjectFacts, Integer> numbers, PackedOut out) {
        this.image = image;
        this.numbers = numbers;
        this.out = out;
    }

    /** @param numbers the image's */
    public static void write(LedgerImage image, Map<SubjectFacts, Integer> numbers, PackedOut out) throws IOException {
        new LedgerWriter(image, numbers, out).write();
    }

    private void write() throws IOException {
        ids(Subject.Kind.STUDENT);
        ids(Subject.Kind.OFFERING);
        for (Subject.Kind kind : UnitFacts.KINDS) {
            ids(kind);
        }
        sessions();
        rolls();
        members();
        enrolments();
        sayings();
        places();
        timelines();
        slips();
        taught();
        reports();
        out.all(image.results, result -> PackedObservations.write(out, result));
        out.all(image.teachings, said -> PackedObservations.write(out, said));
        out.signed(image.latestPlace);
        out.number(END);
    }

    private void ids(Subject.Kind kind) throws IOException {
        SubjectFacts[] all = image.all(kind);
        out.number(all.length);
        for (SubjectFacts each : all) {
            out.text(each.id());
        }
    }

    private void sessions() throws IOException {
        SubjectFacts[] all = image.all(Subject.Kind.SESSION);
        out.number(all.length);
        for (SubjectFacts each : all) {
            SessionFacts session = (SessionFacts) each;
            out.text(session.sessionId().owner());
            out.signed(session.sessionId().plannedOn().toEpochDay());
            out.signed(session.sessionId().firstPeriod());
        }
    }

    private void rolls() throws IOException {
        SubjectFacts[] all = image.all(Subject.Kind.ROLL);
        out.number(all.length);
        int last = 0;
        long lastSecond = 0;
        for (int i = 0; i < all.length; i++) {
            RollFacts roll = (RollFacts) all[i];
            int session = numbers.get(roll.session());
            out.signed(session - last);
            last = session;
            out.text(roll.classId());
            out.byteOf(image.calls.marks()[i]);
            out.signed(image.calls.seconds()[i] - lastSecond);
            lastSecond = image.calls.seconds()[i];
            out.number(image.calls.nanos()[i]);
        }
    }

    private void members() throws IOException {
        out.all(image.rolls, roll -> {
            out.text(roll.of().roll());
            out.number(roll.students().length);
            int last = 0;
            for (StudentFacts student : roll.students()) {
                out.signed(student.ordinal() - last);
                last = student.ordinal();
            }
        });
    }

    private void enrolments() throws IOException {
        SubjectFacts[] all = image.all(Subject.Kind.ENROLMENT);
        out.number(all.length);
        for (SubjectFacts each : all) {
            EnrolmentFacts enrolment = (EnrolmentFacts) each;
            out.number(enrolment.ofStudent().ordinal());
            out.number(numbers.get(enrolment.ofOffering()));
        }
    }

    private void sayings() throws IOException {
        out.number(image.sayings.length);
        for (Said said : image.sayings) {
            out.choice(said.status());
            out.choice(said.observed());
            out.signed(said.expectedPeriods());
            out.signed(said.missedPeriods());
            out.signed(said.minutesLate());
            out.text(said.slip());
            out.text(said.source());
            out.instant(said.receivedAt());
        }
    }

    private void places() throws IOException {
        Map<Attributed, Integer> known = new IdentityHashMap<>();
        out.number(image.places.length);
        int lastRoll = 0;
        long lastSecond = 0;
        int lastDay = 0;
        for (int i = 0; i < image.places.length; i++) {
            Place place = image.places[i];
            int roll = numbers.get(place.roll);
            out.signed(roll - lastRoll);
            out.signed(place.startSecond - lastSecond);
            out.signed(place.heldDay - lastDay);
            attributed(place, known);
            out.number(image.kinds[i].length);
            for (long kind : image.kinds[i]) {
                out.number(Place.saying(kind));
                out.signed(Place.delta(kind));
            }
            lastRoll = roll;
            lastSecond = place.startSecond;
            lastDay = place.heldDay;
        }
    }

    /** By its number, or written out where it is a new one. */
    private void attributed(Place place, Map<Attributed, Integer> known) throws IOException {
        Integer number = known.putIfAbsent(place.at(), known.size());
        out.number(number == null ? 0 : number + 1);
        if (number == null) {
            PackedObservations.write(out, place.attribution());
        }
    }

    private void timelines() throws IOException {
        int[] before = {};
        int sizeBefore = 0;
        for (int i = 0; i < image.persons.sizes().length; i++) {
            int[] packed = image.persons.packed()[i];
            int size = image.persons.sizes()[i];
            out.number(size);
            placesOf(packed, size, before, sizeBefore);
            for (int fact = 0; fact < size; fact++) {
                out.byteOf(Places.withoutPlace(packed[fact]));
            }
            before = packed;
            sizeBefore = size;
        }
    }

    /** Runs in which the places are those of the student before, and one by one what lies between them. */
    private void placesOf(int[] packed, int size, int[] before, int sizeBefore) throws IOException {
        int with = 0;
        for (int i = 0; i < size; i++) {
            int from = i;
            while (i < size && with < sizeBefore && Places.place(packed[i]) == Places.place(before[with])) {
                i++;
                with++;
            }
            out.number(i - from);
            if (i < size) {
                int last = i == 0 ? 0 : Places.place(packed[i - 1]);
                out.signed(Places.place(packed[i]) - last);
                with = together(before, sizeBefore, with, Places.place(packed[i]));
            }
        }
    }

    /** Index after the place where it comes soon, else as it was. */
    static int together(int[] before, int size, int from, int place) {
        int until = Math.min(size, from + TOGETHER_AGAIN);
        for (int i = from; i < until; i++) {
            if (Places.place(before[i]) == place) {
                return i + 1;
            }
        }
        return from;
    }

    private void slips() throws IOException {
        for (List<LeaveSlip> slips : image.persons.slips()) {
            out.all(slips == null ? List.of() : slips, slip -> PackedObservations.write(out, slip));
        }
    }

    private void taught() throws IOException {
        for (int i = 0; i < image.taught.checks().size(); i++) {
            Map<OfferingFacts.CheckKey, OfferingFacts.Check> checks =
                    image.taught.checks().get(i);
            out.number(checks.size());
            for (OfferingFacts.Check check : checks.values()) {
                out.number(check.results().size());
                for (OfferingFacts.Result result : check.results().values()) {
                    PackedObservations.write(out, result.check());
                    attribution(result.at());
                }
            }
            Map<String, LearningEvaluation> evaluations =
                    image.taught.evaluations().get(i);
            out.all(List.copyOf(evaluations.values()), each -> PackedObservations.write(out, each));
            out.all(image.taught.ballots().get(i), each -> PackedObservations.write(out, each));
        }
    }

    private void attribution(Attribution at) throws IOException {
        Integer number = attributions.putIfAbsent(at, attributions.size());
        out.number(number == null ? 0 : number + 1);
        if (number == null) {
            PackedObservations.write(out, at);
        }
    }

    private void reports() throws IOException {
        for (Subject.Kind kind : UnitFacts.KINDS) {
            for (SubjectFacts unit : image.all(kind)) {
                List<ReportedValue> values = image.reports.getOrDefault(unit, List.of());
                out.all(values, value -> PackedObservations.write(out, value));
            }
        }
    }
}
