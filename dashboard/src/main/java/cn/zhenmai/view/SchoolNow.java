package cn.zhenmai.view;

import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.Supplier;

/** The school as it is registered now, and its clock. */
public record SchoolNow(Supplier<School> current, InstantSource clock) {

    /** One school and one moment, so that what is assembled together speaks of the same. */
    public record Moment(School school, Instant now) {
        public LocalDate today() {
            return LocalDate.ofInstant(now, School.ZONE);
        }
    }

    public Moment moment() {
        return new Moment(current.get(), clock.instant());
    }
}
