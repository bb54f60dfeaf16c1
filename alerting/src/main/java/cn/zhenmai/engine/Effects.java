package cn.zhenmai.engine;

import cn.zhenmai.alert.Transition;
import java.util.List;

/** What one step caused. {@code shadow}: what rules that are only tried would have told; it is kept apart from all else. */
public record Effects(long sequence, boolean reconstructed, List<Transition> transitions, List<Transition> shadow) {

    public Effects(long sequence, boolean reconstructed, List<Transition> transitions) {
        this(sequence, reconstructed, transitions, List.of());
    }
}
