package cn.zhenmai.http;

import cn.zhenmai.alert.AlertStore;
import cn.zhenmai.backtest.BacktestJobs;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.intake.file.Imports;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import cn.zhenmai.view.SchoolNow;
import cn.zhenmai.view.WallBoard;
import cn.zhenmai.view.WorklistView;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the routes need of the rest.
 *
 * @param applied how far effects are stored, and when they are; its listener is added to the engine's worker
 * @param rule a rule of the set that holds now
 */
public record Services(
        Vertx vertx,
        Database database,
        Journal journal,
        AlertStore alerts,
        WorklistView worklists,
        WallBoard wall,
        SchoolNow school,
        Applied applied,
        Function<String, Optional<Rule>> rule,
        BacktestJobs backtests,
        InstantSource machineClock,
        SourceStore sources,
        Imports imports) {}
