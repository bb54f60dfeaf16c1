package cn.zhenmai.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * What the engine's judging has left behind as of a journal row, as bytes for the store. What is known is read again from the journal.
 *
 * @param form of the bytes
 * @param parts deflated, one after the other
 */
record Snapshot(long sequence, int form, String engineVersion, List<Part> parts) {

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
    static final class Parts extends ByteArrayOutputStream {
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

    void check(CheckpointStore.Checkpoint asOf) throws UnfitException {
        if (form != StateWriter.FORM || !engineVersion.equals(EngineWorker.VERSION)) {
            throw new UnfitException("of form " + form + ", engine " + engineVersion);
        }
        if (sequence > asOf.sequence()) {
            throw new UnfitException("later than the checkpoint, row " + asOf.sequence());
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
}
