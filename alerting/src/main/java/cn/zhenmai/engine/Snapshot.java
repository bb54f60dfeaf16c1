package cn.zhenmai.engine;

import cn.zhenmai.measure.LedgerWriter;
import cn.zhenmai.measure.PackedOut;
import cn.zhenmai.measure.SubjectFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The engine as of a journal row, as bytes for the store: what it knows, and what its judging has left behind. Each may be left by
 * itself: facts are read again from the journal, or judged again.
 */
record Snapshot(long sequence, String engineVersion, Section ledger, Section judged) {

    private static final int BYTES_A_PART = 1 << 20;

    /** Arrays are its own, never changed. */
    record Part(byte[] bytes, long crc32) {

        static Part of(byte[] bytes) {
            return new Part(bytes, crc32(bytes));
        }

        boolean isWhole() {
            return crc32(bytes) == crc32;
        }

        private static long crc32(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return crc.getValue();
        }
    }

    /** Writes what a section is of. */
    private interface Content {
        void write(PackedOut out) throws IOException;
    }

    /**
     * One of the two.
     *
     * @param form of the bytes
     * @param parts deflated, one after the other
     */
    record Section(int form, List<Part> parts) {

        private static Section of(int form, Content content) {
            Parts parts = new Parts();
            Deflater quick = new Deflater(Deflater.BEST_SPEED);
            try (PackedOut out = new PackedOut(new DeflaterOutputStream(parts, quick, 1 << 16))) {
                content.write(out);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            } finally {
                quick.end();
            }
            return new Section(form, parts.all());
        }

        void check(int known) throws UnfitException {
            if (form != known) {
                throw new UnfitException("of form " + form);
            }
        }

        /** The bytes as they were before they were deflated. */
        InputStream inflated() throws UnfitException {
            List<InputStream> streams = new ArrayList<>();
            for (Part part : parts) {
                if (!part.isWhole()) {
                    throw new UnfitException("part " + streams.size() + " is damaged");
                }
                streams.add(new ByteArrayInputStream(part.bytes()));
            }
            return new InflaterInputStream(new SequenceInputStream(Collections.enumeration(streams)));
        }

        long bytes() {
            return parts.stream().mapToLong(part -> part.bytes().length).sum();
        }
    }

    /** One that can't be used; the message says why. */
    static final class UnfitException extends Exception {
        UnfitException(String why) {
            super(why);
        }

        UnfitException(Throwable why) {
            super(why.toString(), why);
        }
    }

    /** Cuts what is written to it. */
    private static final class Parts extends ByteArrayOutputStream {
        private final List<Part> full = new ArrayList<>();

        @Override
        public void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            if (count >= BYTES_A_PART) {
                cut();
            }
        }

        private void cut() {
            full.add(Part.of(toByteArray()));
            reset();
        }

        List<Part> all() {
            cut();
            return List.copyOf(full);
        }
    }

    static Snapshot of(EngineState state) {
        Map<SubjectFacts, Integer> numbers = state.ledger().numbers();
        Section ledger = Section.of(LedgerWriter.FORM, out -> {
            out.instant(state.since());
            out.instant(state.at());
            LedgerWriter.write(state.ledger(), numbers, out);
        });
        return new Snapshot(
                state.sequence(),
                EngineWorker.VERSION,
                ledger,
                Section.of(StateWriter.FORM, out -> StateWriter.write(state, numbers, out)));
    }

    void check(CheckpointStore.Checkpoint asOf) throws UnfitException {
        judged.check(StateWriter.FORM);
        if (!engineVersion.equals(EngineWorker.VERSION)) {
            throw new UnfitException("of engine " + engineVersion);
        }
        if (sequence > asOf.sequence()) {
            throw new UnfitException("later than the checkpoint, row " + asOf.sequence());
        }
    }

    long bytes() {
        return ledger.bytes() + judged.bytes();
    }
}
