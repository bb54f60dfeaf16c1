package cn.zhenmai.school;

/**
 * What is wrong with a registry, for the person who keeps it.
 *
 * @param file the CSV file's name
 * @param row as a spreadsheet counts: the header is row 1; 0 where it is about the whole file or a row that came from no file
 * @param field the column by its English name, or null
 * @param message "中文／English"
 */
public record Problem(String file, int row, String field, String message) {}
