package cn.zhenmai.observation;

import java.math.BigDecimal;
import java.util.Map;

/** 学生期终评教: an anonymous answer under a one-time token; final, never versioned, never logged. Items 1…5. */
public record Ballot(String token, String offering, String teacher, Map<String, BigDecimal> items) {}
