package cn.zhenmai.rule;

/** Warning levels 蓝 黄 橙 红, in rising order. */
public enum Level {
    BLUE,
    YELLOW,
    ORANGE,
    RED
}
