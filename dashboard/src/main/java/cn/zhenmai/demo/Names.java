package cn.zhenmai.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fictional people's names: common surnames, given names put together by chance. */
final class Names {

    private static final List<String> SURNAMES =
            List.of(("王 王 王 李 李 李 张 张 张 刘 刘 陈 陈 杨 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘"
                            + " 于 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯"
                            + " 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 覃 武 戴 莫 孔 向 汤 欧阳 单 仇 呼和 白音")
                    .split(" "));

    private static final List<String> FIRST =
            List.of("子 宇 浩 梓 一 佳 雨 思 俊 嘉 欣 文 志 晓 建 明 天 海 春 云 泽 家 若 诗 可 永 国 立 新 安 乐 其 承 启 书 景 星 远 博 静".split(" "));

    private static final List<String> SECOND = List.of(
            "轩 涵 怡 泽 豪 琪 辰 洋 杰 萱 航 宁 睿 峰 磊 婷 娜 强 丽 敏 鹏 飞 伟 超 凯 颖 雪 悦 霖 然 瑶 晨 阳 彤 博 龙 燕 成 林 月 格 娟 平 川".split(" "));

    private final Dice dice;
    private final Set<String> taken = new HashSet<>();

    Names(long seed) {
        dice = Dice.of(seed, "names");
    }

    /** Now and then two people share a name, as in life; one in ten has a single given character. */
    String next() {
        String name = draw();
        return taken.add(name) || dice.chance(0.2) ? name : next();
    }

    private String draw() {
        String surname = dice.pick(SURNAMES);
        return dice.chance(0.1) ? surname + dice.pick(SECOND) : surname + dice.pick(FIRST) + dice.pick(SECOND);
    }
}
