package cn.zhenmai.engine;

import cn.zhenmai.alert.Transition;
import java.util.List;

/** What one step caused. */
public record Effects(long sequence, boolean reconstructed, List<Transition> transitions) {}
