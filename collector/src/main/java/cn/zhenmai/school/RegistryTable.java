package cn.zhenmai.school;

import java.util.List;

/**
 * One list of the registry as those see it who fill it in.
 *
 * @param name English, as in the stored rows: student, slot, …
 * @param zh Chinese, as its file is called: 学生, 课表, …
 */
public record RegistryTable(String name, String zh, List<Column> columns) {

    /** {@code required}: a file without it says nothing. */
    public record Column(String name, String zh, boolean required) {}

    /** All of them, in the order of {@link Registry}'s components. */
    public static List<RegistryTable> all() {
        return RowKinds.ALL.stream().map(RegistryTable::of).toList();
    }

    private static RegistryTable of(RowKind<?> kind) {
        List<Column> columns = kind.columns().stream()
                .map(column -> new Column(column.name(), column.zh(), column.required()))
                .toList();
        return new RegistryTable(kind.kind(), kind.fileZh().replace(".csv", ""), columns);
    }
}
