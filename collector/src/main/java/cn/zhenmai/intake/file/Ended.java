package cn.zhenmai.intake.file;

import java.util.List;

/** How one run of an import ended. */
record Ended(Import.State state, Report report) {

    static Ended failed(Import one, String field, String message) {
        Report report = one.report().with(one.report().counts(), List.of(new Report.Wrong(0, field, message)), 1);
        return new Ended(Import.State.FAILED, report);
    }
}
