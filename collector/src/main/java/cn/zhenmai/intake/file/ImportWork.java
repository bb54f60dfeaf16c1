package cn.zhenmai.intake.file;

import cn.zhenmai.school.School;
import cn.zhenmai.sheet.UnreadableFileException;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.Journal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the thread of {@link Imports} does: tries a file, takes it, takes it back. */
final class ImportWork {

    private final Database database;
    private final ImportStore store;
    private final ImportWords words = new ImportWords();
    private final InstantSource schoolClock;
    private final ImportJournal journal;
    private final StreamImport streams;
    private final RegistryImport registries;

    ImportWork(Database database, Journal journal, ImportStore store, InstantSource schoolClock) {
        this.database = database;
        this.store = store;
        this.schoolClock = schoolClock;
        this.journal = new ImportJournal(database, journal);
        this.streams = new StreamImport(database, this.journal);
        this.registries = new RegistryImport(database, this.journal);
    }

    void stop() {
        journal.stop();
    }

    Import withProgress(Import one) {
        boolean isDone = one.state() == Import.State.DONE && one.report() != null;
        return one.withDone(journal.progress(one, isDone ? one.report().rows() : 0));
    }

    /** Throws {@link Imports.NotNowException} for what can't be taken so. */
    void check(Settings settings) throws SQLException {
        Target target = Targets.find(settings.target())
                .orElseThrow(() -> new Imports.NotNowException("target", "没有这种目标／no such target"));
        if (target.isStream()) {
            streams.sender(settings);
        }
    }

    private static Target target(Settings settings) {
        return Targets.find(settings.target()).orElseThrow();
    }

    /** Columns that were not told are those that the source is remembered with; what was told is remembered. */
    Import tryOut(long id, Settings told) throws SQLException {
        byte[] content = database.inTransaction(connection -> store.file(connection, id))
                .orElseThrow(() -> new Imports.NotNowException("id", "文件已清除，请重新上传／the file is gone, send it again"));
        String source = told.source() == null ? "" : told.source();
        Settings settings = told.withColumns(
                told.columns() != null
                        ? told.columns()
                        : database.inTransaction(connection -> words.mapping(connection, source, told.target())));
        Report report = report(id, content, settings);
        return database.inTransaction(connection -> {
            store.settle(connection, id, settings, report);
            if (told.columns() != null && report.headerRow() > 0) {
                words.remember(connection, source, told.target(), told.columns());
            }
            return store.find(connection, id).orElseThrow();
        });
    }

    private Report report(long id, byte[] content, Settings settings) throws SQLException {
        Instant now = schoolClock.instant();
        School school = journal.school();
        try {
            return target(settings).isStream()
                    ? streamFile(content, settings, now)
                            .tryOut(school, streams.sender(settings).source(), now)
                    : registryFile(id, content, settings, now)
                            .against(school.registry())
                            .report();
        } catch (UnreadableFileException unreadable) {
            return Report.unreadable(unreadable.getMessage());
        }
    }

    private StreamFile streamFile(byte[] content, Settings settings, Instant recordedAt) throws SQLException {
        Names names = new Names(journal.school().registry(), database.inTransaction(words::aliases));
        return new StreamFile(content, target(settings), settings, names, recordedAt);
    }

    private RegistryFile registryFile(long id, byte[] content, Settings settings, Instant at) throws SQLException {
        Names.Aliases aliases = database.inTransaction(words::aliases);
        String name = database.inTransaction(connection -> store.find(connection, id))
                .orElseThrow()
                .fileName();
        LocalDate today = LocalDate.ofInstant(at, School.ZONE);
        return new RegistryFile(content, name, target(settings), settings, aliases, today);
    }

    void begin(long id) throws SQLException {
        database.<Void>inTransaction(connection -> {
            store.applied(connection, id, schoolClock.instant());
            return null;
        });
    }

    /** Goes on with what is RUNNING or UNDOING, from wherever it is. */
    void finish(Import one) throws SQLException {
        journal.begin(one);
        try {
            Optional<Ended> ended = one.state() == Import.State.UNDOING ? undo(one) : take(one);
            if (ended.isPresent()) {
                end(one, ended.get());
            }
        } catch (UnreadableFileException unreadable) {
            end(one, new Ended(Import.State.FAILED, Report.unreadable(unreadable.getMessage())));
        } finally {
            journal.forget(one);
        }
    }

    private Optional<Ended> take(Import one) throws SQLException {
        long id = Long.parseLong(one.id());
        byte[] content =
                database.inTransaction(connection -> store.file(connection, id)).orElseThrow();
        return target(one.settings()).isStream()
                ? streams.take(one, streamFile(content, one.settings(), one.appliedAt()), schoolClock.instant())
                : registries.take(one, registryFile(id, content, one.settings(), one.appliedAt()));
    }

    private Optional<Ended> undo(Import one) throws SQLException {
        return target(one.settings()).isStream() ? streams.undo(one) : registries.undo(one);
    }

    /** It can't be taken at all, for a reason that is ours. */
    void broken(Import one) {
        Import.State state = one.state() == Import.State.UNDOING ? Import.State.DONE : Import.State.FAILED;
        List<Report.Wrong> why =
                List.of(new Report.Wrong(0, null, "内部错误，见服务日志／internal error, see the log of the service"));
        try {
            end(one, new Ended(state, one.report().with(one.report().counts(), why, 1)));
        } catch (SQLException unreachable) {
            throw new ImportJournal.UnreachableException(unreachable);
        }
    }

    private void end(Import one, Ended ended) throws SQLException {
        long id = Long.parseLong(one.id());
        boolean isOver = ended.state() == Import.State.DONE || ended.state() == Import.State.UNDONE;
        database.<Void>inTransaction(connection -> {
            store.settle(connection, id, one.settings(), ended.report());
            if (store.move(connection, id, one.state(), ended.state()) && isOver) {
                store.forgetFile(connection, id);
            }
            return null;
        });
    }
}
