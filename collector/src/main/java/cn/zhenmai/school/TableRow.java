package cn.zhenmai.school;

import java.util.Map;

/**
 * One row of a table of the registry, before its cells are read.
 *
 * @param number of the row in its file; 0 where it comes from none
 * @param texts by the column's English name, empty ones absent
 */
public record TableRow(int number, Map<String, String> texts) {}
