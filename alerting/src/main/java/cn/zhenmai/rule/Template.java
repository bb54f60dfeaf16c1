package cn.zhenmai.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text with {names}; a [part] in brackets falls away where one of its names has no value. Taken apart once, filled often. */
public final class Template {

    /** What a title or text may name. */
    static final Set<String> NAMES = Set.of(
            "value",
            "gap",
            "day",
            "numerator",
            "denominator",
            "n",
            "distance",
            "next",
            "level",
            "course",
            "classes",
            "date",
            "periods");

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");

    /** Plain text, or a name to be filled in. */
    private record Piece(String text, boolean isName) {}

    private record Part(List<Piece> pieces, boolean isOptional) {}

    private final String text;
    private final List<Part> parts = new ArrayList<>();

    public Template(String text) {
        this.text = text;
        int end = 0;
        for (MatchResult optional : OPTIONAL.matcher(text).results().toList()) {
            parts.add(new Part(pieces(text.substring(end, optional.start())), false));
            parts.add(new Part(pieces(optional.group(1)), true));
            end = optional.end();
        }
        parts.add(new Part(pieces(text.substring(end)), false));
    }

    private static List<Piece> pieces(String of) {
        List<Piece> pieces = new ArrayList<>();
        int end = 0;
        for (MatchResult name : NAME.matcher(of).results().toList()) {
            pieces.add(new Piece(of.substring(end, name.start()), false));
            pieces.add(new Piece(name.group(1), true));
            end = name.end();
        }
        pieces.add(new Piece(of.substring(end), false));
        return pieces;
    }

    public String text() {
        return text;
    }

    /** Names that no text may use. */
    Set<String> unknownNames() {
        Set<String> unknown = new TreeSet<>();
        for (Part part : parts) {
            for (Piece piece : part.pieces()) {
                if (piece.isName() && !NAMES.contains(piece.text())) {
                    unknown.add(piece.text());
                }
            }
        }
        return unknown;
    }

    /** @param valueOf of a name; null = it has none */
    public String fill(UnaryOperator<String> valueOf) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            int before = filled.length();
            for (Piece piece : part.pieces()) {
                String value = piece.isName() ? valueOf.apply(piece.text()) : piece.text();
                if (value == null && part.isOptional()) {
                    filled.setLength(before);
                    break;
                }
                filled.append(value == null ? "" : value);
            }
        }
        return filled.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
