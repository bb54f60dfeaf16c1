package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a ledger from what {@link LedgerWriter} wrote, by the code that keeps it when facts come: subjects in the order in which they
 * were first heard of, and every sum counted from the facts. It stands once its school is told ({@link Ledger#standIn}).
 */
public final class LedgerReader {

    private static final Status[] STATUSES = Status.values();
    private static final RollCall.Mode[] MODES = RollCall.Mode.values();
    private static final int[] NOTHING = {};

    private final PackedIn in;
    private final Ledger ledger = new Ledger();
    private final Subjects subjects = ledger.known();
    private final List<Attribution> attributions = new ArrayList<>();

    private LedgerReader(PackedIn in) {
        this.in = in;
    }

    /** An IOException or RuntimeException where the bytes are none of a ledger. */
    public static Ledger read(PackedIn in) throws IOException {
        return new LedgerReader(in).read();
    }

    private Ledger read() throws IOException {
        each(() -> subjects.student(in.text()));
        each(() -> subjects.offering(in.text()));
        for (Subject.Kind kind : UnitFacts.KINDS) {
            each(() -> subjects.unitFacts(kind, in.text()));
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
        for (int left = in.int4(); left > 0; left--) {
            ledger.results().keep(PackedObservations.result(in));
        }
        for (int left = in.int4(); left > 0; left--) {
            ledger.teachings().keep(PackedObservations.teaching(in));
        }
        int latest = (int) in.signed();
        subjects.goOnAt(latest < 0 ? null : subjects.places().at(latest));
        if (in.number() != LedgerWriter.END) {
            throw new IOException("no end");
        }
        return ledger;
    }

    /** As many as are there, none of them twice. */
    private void each(PackedIn.Each<SubjectFacts> read) throws IOException {
        int all = in.int4();
        for (int i = 0; i < all; i++) {
            SubjectFacts one = read.read();
            if (subjects.all(one.kind()).size() != i + 1) {
                throw new IOException(one.id() + " comes twice");
            }
        }
    }

    private void sessions() throws IOException {
        each(() -> subjects.session(new SessionId(in.text(), in.dayOf(in.signed()), (int) in.signed())));
    }

    private void rolls() throws IOException {
        List<SubjectFacts> sessions = subjects.all(Subject.Kind.SESSION);
        int session = 0;
        long second = 0;
        for (int left = in.int4(); left > 0; left--) {
            session += (int) in.signed();
            RollFacts roll = subjects.roll((SessionFacts) sessions.get(session), in.text());
            int mark = in.byteOf();
            second += in.signed();
            int mode = mark & LedgerImage.SUSPECT - 1;
            roll.keep(mode == 0 ? null : MODES[mode - 1], second, in.int4(), (mark & LedgerImage.SUSPECT) != 0);
        }
    }

    private void members() throws IOException {
        for (int left = in.int4(); left > 0; left--) {
            Members members = subjects.members(in.text());
            int student = 0;
            for (int more = in.int4(); more > 0; more--) {
                student += (int) in.signed();
                subjects.student(student).isOn(members);
            }
        }
    }

    private void enrolments() throws IOException {
        List<SubjectFacts> offerings = subjects.all(Subject.Kind.OFFERING);
        each(() -> subjects.enrol(subjects.student(in.int4()), (OfferingFacts) offerings.get(in.int4())));
    }

    private void sayings() throws IOException {
        int all = in.int4();
        for (int i = 0; i < all; i++) {
            Said said = new Said(
                    in.choice(STATUSES),
                    in.choice(STATUSES),
                    (int) in.signed(),
                    (int) in.signed(),
                    (int) in.signed(),
                    in.text(),
                    in.text(),
                    in.instant());
            if (subjects.sayings().ordinal(said) != i) {
                throw new IOException("said twice");
            }
        }
    }

    private void places() throws IOException {
        List<SubjectFacts> rolls = subjects.all(Subject.Kind.ROLL);
        List<Whereabouts> known = new ArrayList<>();
        int roll = 0;
        long second = 0;
        int day = 0;
        for (int left = in.int4(); left > 0; left--) {
            roll += (int) in.signed();
            second += in.signed();
            day += (int) in.signed();
            int number = in.int4();
            if (number == 0) {
                known.add(subjects.whereabouts(PackedObservations.attribution(in)));
            }
            Whereabouts at = known.get(number == 0 ? known.size() - 1 : number - 1);
            Place place = subjects.newPlace((RollFacts) rolls.get(roll), at, second, day);
            long[] kinds = new long[in.int4()];
            for (int i = 0; i < kinds.length; i++) {
                int saying = in.int4();
                kinds[i] = Place.kind(saying, in.signed());
            }
            place.keep(kinds);
        }
    }

    private void timelines() throws IOException {
        int[] before = NOTHING;
        for (SubjectFacts each : subjects.all(Subject.Kind.STUDENT)) {
            int[] packed = new int[in.int4()];
            placesOf(packed, before);
            for (int i = 0; i < packed.length; i++) {
                packed[i] = Places.withPlace(in.byteOf(), packed[i]);
                subjects.places().of(packed[i]).keep(Places.kind(packed[i]));
            }
            ((StudentFacts) each).timeline().keep(packed);
            before = packed;
        }
        for (Place place : subjects.places().all()) {
            if (!place.roll.isSuspect()) {
                place.countInUnits(1);
            }
        }
    }

    private void placesOf(int[] places, int[] before) throws IOException {
        int with = 0;
        for (int i = 0; i < places.length; i++) {
            for (int left = in.int4(); left > 0; left--) {
                places[i++] = Places.place(before[with++]);
            }
            if (i < places.length) {
                places[i] = (i == 0 ? 0 : places[i - 1]) + (int) in.signed();
                with = LedgerWriter.together(before, before.length, with, places[i]);
            }
        }
    }

    private void slips() throws IOException {
        for (SubjectFacts student : subjects.all(Subject.Kind.STUDENT)) {
            for (int left = in.int4(); left > 0; left--) {
                ((StudentFacts) student).put(PackedObservations.slip(in));
            }
        }
    }

    private void taught() throws IOException {
        for (SubjectFacts each : subjects.all(Subject.Kind.OFFERING)) {
            OfferingFacts offering = (OfferingFacts) each;
            for (int checks = in.int4(); checks > 0; checks--) {
                for (int left = in.int4(); left > 0; left--) {
                    LessonCheck check = PackedObservations.check(in);
                    ledger.keep(offering, check, attribution());
                }
            }
            for (int left = in.int4(); left > 0; left--) {
                offering.put(PackedObservations.evaluation(in));
            }
            for (int left = in.int4(); left > 0; left--) {
                BallotSummary summary = PackedObservations.ballots(in);
                offering.ballots(summary.teacher(), summary);
            }
        }
    }

    private Attribution attribution() throws IOException {
        int number = in.int4();
        if (number == 0) {
            attributions.add(PackedObservations.attribution(in));
        }
        return attributions.get(number == 0 ? attributions.size() - 1 : number - 1);
    }

    private void reports() throws IOException {
        for (Subject.Kind kind : UnitFacts.KINDS) {
            for (SubjectFacts unit : subjects.all(kind)) {
                for (int left = in.int4(); left > 0; left--) {
                    ReportedValue value = PackedObservations.value(in);
                    ((UnitFacts) unit).report(value.indicator(), value.period(), value);
                }
            }
        }
    }
}
