package cn.zhenmai.sheet;

import java.util.List;

/** Takes the rows of a sheet one by one, in order; empty rows are left out. */
@FunctionalInterface
public interface RowSink {

    /**
     * @param number as a spreadsheet counts, from 1
     * @param cells stripped, empty for what is not there, up to the last one with text
     */
    void row(int number, List<String> cells);
}
