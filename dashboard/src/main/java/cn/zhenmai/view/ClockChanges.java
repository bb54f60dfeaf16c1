package cn.zhenmai.view;

import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.LocalDate;

/** Notices when what pages show changes by time alone: a session starts or ends, or a new day begins. For one caller. */
public final class ClockChanges {

    private final SchoolNow school;
    private School known;
    private LocalDate day;
    private Instant next = Instant.MIN;

    public ClockChanges(SchoolNow school) {
        this.school = school;
    }

    /** True when something started or ended since the last call, the first one included. */
    public boolean happened() {
        SchoolNow.Moment moment = school.moment();
        boolean same = moment.school() == known
                && moment.today().equals(day)
                && moment.now().isBefore(next);
        if (same) {
            return false;
        }
        known = moment.school();
        day = moment.today();
        next = Occasions.nextChange(WallView.held(known, day), moment.now()).orElse(Instant.MAX);
        return true;
    }
}
