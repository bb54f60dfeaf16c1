package cn.zhenmai.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** How a text file's bytes are characters: by its byte order mark, else UTF-8 if it is strictly that, else GB18030. */
enum Encoding {
    UTF_8_BOM("UTF-8 (BOM)", StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
    UTF_16LE("UTF-16LE", StandardCharsets.UTF_16LE, 0xFF, 0xFE),
    UTF_16BE("UTF-16BE", StandardCharsets.UTF_16BE, 0xFE, 0xFF),
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    GB18030("GB18030", Charset.forName("GB18030"));

    private static final int BLOCK = 64 << 10;

    final String label;
    private final Charset charset;
    private final int[] mark;

    Encoding(String label, Charset charset, int... mark) {
        this.label = label;
        this.charset = charset;
        this.mark = mark;
    }

    static Encoding of(byte[] bytes) {
        return Stream.of(values())
                .filter(encoding -> encoding.mark.length == 0 || encoding.isMarked(bytes))
                .filter(encoding -> encoding.decodes(bytes))
                .findFirst()
                .orElseThrow(() ->
                        UnreadableFileException.of("编码既不是 UTF-8 也不是 GB18030／encoded neither as UTF-8 nor as GB18030"));
    }

    private boolean isMarked(byte[] bytes) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Strictly, block by block: a wrong guess costs no second copy of the file. */
    private boolean decodes(byte[] bytes) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(BLOCK);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }

    /** Behind the byte order mark; reports what does not decode as an IOException, though {@link #of} has seen that all does. */
    Reader reader(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        in.skipNBytes(mark.length);
        return new InputStreamReader(in, charset.newDecoder());
    }
}
