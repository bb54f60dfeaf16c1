package cn.zhenmai.alert;

import java.util.List;

/** One page of alerts, newest opened first; {@code next} is handed in for the following page, null on the last. */
public record AlertPage(List<HandledAlert> items, String next) {}
