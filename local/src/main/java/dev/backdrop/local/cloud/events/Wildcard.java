package dev.backdrop.local.cloud.events;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with stars that stand for anything; {@code \*} is a star and {@code \\} a backslash.
 *
 * @param pieces what is between the stars
 */
record Wildcard(List<String> pieces) {

    /** @throws PatternException on two stars in a row or a backslash before anything else */
    static Wildcard of(String pattern, String where) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char symbol = pattern.charAt(i);
            if (symbol == '\\') {
                i++;
                if (i == pattern.length() || "*\\".indexOf(pattern.charAt(i)) < 0) {
                    throw new PatternException(
                            where + ": wildcard '" + pattern + "' has a backslash that escapes nothing");
                }
                piece.append(pattern.charAt(i));
            } else if (symbol == '*') {
                if (piece.isEmpty() && !pieces.isEmpty()) {
                    throw new PatternException(where + ": wildcard '" + pattern + "' has two stars in a row");
                }
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(symbol);
            }
        }
        pieces.add(piece.toString());
        return new Wildcard(List.copyOf(pieces));
    }

    boolean matches(String text) {
        if (pieces.size() == 1) {
            return text.equals(pieces.get(0));
        }
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (!text.startsWith(first) || !text.endsWith(last) || text.length() < first.length() + last.length()) {
            return false;
        }
        int from = first.length();
        int end = text.length() - last.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, from);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            from = found + piece.length();
        }
        return true;
    }
}
