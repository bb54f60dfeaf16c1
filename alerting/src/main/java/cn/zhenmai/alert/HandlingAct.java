package cn.zhenmai.alert;

import java.util.Optional;

/** What a person may do to an alert, and the state that it brings. The names travel in the journal. */
public enum HandlingAct {
    ACKNOWLEDGE(Handling.State.ACKNOWLEDGED),
    WORK(Handling.State.IN_WORK),
    NOTE(null),
    CLOSE(Handling.State.CLOSED),
    REOPEN(Handling.State.NEW);

    private final Handling.State brings;

    HandlingAct(Handling.State brings) {
        this.brings = brings;
    }

    public static Optional<HandlingAct> parse(String name) {
        for (HandlingAct act : values()) {
            if (act.name().equals(name)) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }

    /** Acknowledging again, or late, does not take work or a close back; a note leaves the state. */
    public Handling.State after(Handling.State before) {
        if (brings == null || (this == ACKNOWLEDGE && before != Handling.State.NEW)) {
            return before;
        }
        return brings;
    }
}
