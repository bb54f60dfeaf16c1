package cn.zhenmai.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a trial over many seeds on all processors: first the ones that failed once (a file of {@code seeds} beside the
 * tests), then as many as are asked for; {@code -Dzhenmai.seed} runs a single one. A failing seed is printed and added to the file.
 */
final class Seeds {

    interface Trial {
        void run(long seed);
    }

    private Seeds() {}

    static void forEach(String kept, long count, Trial trial) throws InterruptedException {
        List<Long> failed = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> causes = Collections.synchronizedList(new ArrayList<>());
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (long seed : seeds(kept, count)) {
                runs.add(workers.submit(() -> run(trial, seed, failed, causes)));
            }
            for (Future<?> run : runs) {
                await(run);
            }
        } finally {
            workers.shutdownNow();
        }
        if (!failed.isEmpty()) {
            keep(kept, failed);
            throw new AssertionError(
                    failed.size() + " failing seeds, run one again with -Dzhenmai.seed=…: " + failed, causes.get(0));
        }
    }

    private static void run(Trial trial, long seed, List<Long> failed, List<Throwable> causes) {
        if (failed.size() >= 5) {
            return;
        }
        try {
            trial.run(seed);
        } catch (AssertionError | RuntimeException failure) {
            System.out.println("failing seed: " + seed + ": " + failure);
            causes.add(failure);
            failed.add(seed);
        }
    }

    private static void await(Future<?> run) throws InterruptedException {
        try {
            Object nothing = run.get();
            assert nothing == null;
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Set<Long> seeds(String kept, long count) {
        long only = Long.getLong("zhenmai.seed", 0);
        if (only > 0) {
            return Set.of(only);
        }
        Set<Long> seeds = new LinkedHashSet<>(kept(kept));
        for (long seed = 1; seed <= count; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private static List<Long> kept(String kept) {
        try (InputStream file = Seeds.class.getResourceAsStream("/seeds/" + kept)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.split("\\s")[0]))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void keep(String kept, List<Long> failed) {
        Path file = Path.of("src/test/resources/seeds", kept);
        try {
            if (Files.isWritable(file)) {
                for (long seed : failed) {
                    if (!kept(kept).contains(seed)) {
                        Files.writeString(file, seed + "\n", StandardOpenOption.APPEND);
                    }
                }
            }
        } catch (IOException notKept) {
            System.out.println("seeds not kept: " + notKept);
        }
    }
}
