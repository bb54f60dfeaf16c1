package cn.zhenmai.demo;

import java.util.List;
import java.util.function.Function;

/** All planted stories, cast in this order: those that need a whole class first. */
final class Stories {

    private static final List<Function<Stage, Story>> ALL = List.of(
            NobodyTakesTheRoll::plant,
            BrokenReader::plant,
            UnannouncedPractice::plant,
            SkippedSlot::plant,
            ForgottenSaturday::plant,
            ClassOfEight::plant,
            ClassChange::plant,
            FadingStudent::plant,
            HalfTimeLeaver::plant,
            ProxySwipe::plant,
            LateLeaveSlip::plant,
            LeaveInTime::plant,
            Unseen::plant,
            ThreeInARow::plant,
            RepeatingStudent::plant,
            HardMarker::plant,
            RecoveringClass::plant,
            PoorEvaluation::plant);

    private Stories() {}

    static List<Story> plant(Stage stage) {
        return ALL.stream().map(plant -> plant.apply(stage)).toList();
    }
}
