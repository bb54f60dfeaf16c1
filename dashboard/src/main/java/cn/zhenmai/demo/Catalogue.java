package cn.zhenmai.demo;

import java.util.Arrays;
import java.util.List;

/** What the fictional college offers: colleges, programmes, courses. Names are those in use in the field; the college is made up. */
final class Catalogue {

    static final String SCHOOL_NAME = "筑安建筑职业技术学院（演示，虚构）";
    static final String EAST = "D";
    static final String WEST = "X";
    static final String PUBLIC_COLLEGE = "GG";
    static final String PRACTICE_OFFICE = "GG-SX";

    /** {@code base} are first-year courses of all its programmes, {@code upper} one for the second and one for the third year. */
    record Unit(String id, String name, String campus, List<String> base, List<String> upper, List<Line> lines) {}

    /** A programme: {@code parallel} classes an entry year; three courses for the second year, three for the third, one practice week. */
    record Line(String id, String name, String brief, int parallel, List<String> courses, String practice) {}

    record Public(String office, String name, int year, int pairsAWeek, int classesTogether) {}

    static final List<Unit> UNITS = List.of(
            new Unit(
                    "JZ",
                    "建筑与规划学院",
                    EAST,
                    words("建筑制图与识图 建筑设计基础 建筑美术 建筑材料与构造"),
                    words("建筑信息模型BIM应用 建筑法规"),
                    List.of(
                            line("JZSJ", "建筑设计", "建设", 2, "居住建筑设计 建筑历史 计算机辅助设计 公共建筑设计 场地设计 建筑施工图设计", "建筑测绘实训"),
                            line("ZSGC", "建筑装饰工程技术", "装饰", 2, "室内设计原理 装饰材料与施工 效果图表现 住宅室内设计 装饰工程计量与计价 装饰施工组织", "装饰施工实训"),
                            line("FJYL", "风景园林设计", "园林", 1, "园林植物 园林设计初步 园林制图 园林工程施工 园林规划设计 园林工程预算", "园林测绘实训"),
                            line("GJZ", "古建筑工程技术", "古建", 1, "中国古建筑构造 古建筑木作 古建筑测绘 古建筑瓦石作 古建筑彩画 古建筑修缮", "古建筑木作实训"))),
            new Unit(
                    "TM",
                    "土木工程学院",
                    EAST,
                    words("工程力学 土木工程制图 建筑材料 工程测量基础"),
                    words("土力学与地基基础 工程质量检验与安全管理"),
                    List.of(
                            line("JGJS", "建筑工程技术", "建工", 3, "混凝土结构平法识图 建筑施工技术 钢结构 建筑施工组织 高层建筑施工 工程资料管理", "钢筋与模板实训"),
                            line(
                                    "ZPS",
                                    "装配式建筑工程技术",
                                    "装配",
                                    1,
                                    "装配式构件生产 装配式结构识图 装配式建筑概论 装配式施工技术 装配式深化设计 装配式项目管理",
                                    "构件吊装实训"),
                            line("DXSD", "地下与隧道工程技术", "隧道", 1, "工程地质 隧道施工技术 岩石力学 盾构施工 基坑支护 隧道监测", "隧道监测实训"),
                            line("GCCL", "工程测量技术", "测量", 2, "数字测图 控制测量 测量平差 工程变形监测 卫星定位测量 摄影测量", "数字测图实训"))),
            new Unit(
                    "GL",
                    "建筑管理学院",
                    EAST,
                    words("管理学基础 建筑识图与构造 建筑材料基础 工程经济"),
                    words("工程招投标与合同管理 建设工程法规"),
                    List.of(
                            line(
                                    "GCZJ",
                                    "工程造价",
                                    "造价",
                                    3,
                                    "建筑工程计量与计价 平法识图与钢筋算量 工程造价软件应用 安装工程计量与计价 工程造价控制 工程结算与审计",
                                    "工程量清单编制实训"),
                            line("JSGL", "建设工程管理", "建管", 2, "施工组织与管理 项目成本管理 建筑工程概预算 项目信息管理 工程项目风险管理 物业设施管理", "项目沙盘实训"),
                            line("JSJL", "建设工程监理", "监理", 1, "建设监理概论 质量控制 建筑施工工艺 进度控制 投资控制 监理资料", "监理旁站实训"))),
            new Unit(
                    "SB",
                    "建筑设备与智能学院",
                    WEST,
                    words("电工电子技术 流体力学 机械制图 建筑概论"),
                    words("建筑设备安装 建筑节能技术"),
                    List.of(
                            line("JZDQ", "建筑电气工程技术", "电气", 2, "建筑供配电 电气照明 电机与拖动 可编程控制器 建筑电气施工 电气消防", "电工操作实训"),
                            line("GRTF", "供热通风与空调工程技术", "暖通", 2, "热工学 供热工程 通风空调 制冷技术 锅炉设备 暖通施工组织", "管道安装实训"),
                            line("JZZN", "建筑智能化工程技术", "智能", 1, "综合布线 安全防范技术 单片机应用 楼宇自控 物联网应用 智能化系统集成", "综合布线实训"))),
            new Unit(
                    "SZ",
                    "市政与道桥学院",
                    WEST,
                    words("道路工程制图 道路建筑材料 结构力学 水力学"),
                    words("工程地质与土力学 市政工程资料"),
                    List.of(
                            line("SZGC", "市政工程技术", "市政", 2, "市政道路工程 市政管道工程 市政工程识图 城市桥梁工程 市政工程计量计价 市政施工组织", "管道施工实训"),
                            line("DLQL", "道路与桥梁工程技术", "道桥", 2, "公路勘测设计 路基路面工程 桥梁工程 桥涵施工 公路工程检测 公路养护", "路桥检测实训"))));

    static final List<Public> PUBLIC_COURSES = List.of(
            new Public("GG-SZ", "思想道德与法治", 1, 2, 3),
            new Public("GG-YY", "大学英语", 1, 2, 2),
            new Public("GG-TY", "体育（一）", 1, 1, 1),
            new Public("GG-SZ", "毛泽东思想和中国特色社会主义理论体系概论", 2, 2, 3),
            new Public("GG-SX0", "高等数学（工科）", 2, 2, 2),
            new Public("GG-TY", "体育（三）", 2, 1, 1),
            new Public("GG-SZ", "形势与政策", 3, 1, 3),
            new Public("GG-YY", "建筑行业英语", 3, 2, 2),
            new Public("GG-SX0", "工程数学与统计", 3, 2, 2));

    private Catalogue() {}

    private static Line line(String id, String name, String brief, int parallel, String courses, String practice) {
        return new Line(id, name, brief, parallel, words(courses), practice);
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }
}
