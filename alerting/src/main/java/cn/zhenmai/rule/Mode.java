package cn.zhenmai.rule;

/** Whether a rule judges. SHADOW: it judges live beside the others, tells nobody and shows on no worklist. */
public enum Mode {
    LIVE,
    SHADOW,
    PAUSED
}
