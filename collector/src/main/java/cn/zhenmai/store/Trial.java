package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.util.Optional;

/** Holds observations against a school without taking them: what the journal would refuse or set aside. One thread. */
public final class Trial {

    private final School school;
    private final Source source;
    private final Instant now;
    private final Enrolments enrolments = new Enrolments();

    public Trial(School school, Source source, Instant now) {
        this.school = school;
        this.source = source;
        this.now = now;
    }

    public Optional<Receipt.RowError> problem(int row, Observation observation) {
        Resolution resolution = Resolution.of(observation, school, enrolments, source, now);
        if (resolution instanceof Resolution.Rejected no) {
            return Optional.of(new Receipt.RowError(row, no.field(), no.message()));
        } else if (resolution instanceof Resolution.Quarantined no) {
            return Optional.of(new Receipt.RowError(row, no.field(), no.message()));
        }
        return Optional.empty();
    }
}
