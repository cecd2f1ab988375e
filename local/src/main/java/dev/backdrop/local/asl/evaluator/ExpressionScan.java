package dev.backdrop.local.asl.evaluator;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an expression refers to, found by reading its words: the library keeps its syntax tree to itself. Finds variables
 * that the expression doesn't bind, functions it calls, and the fields of {@code $states} it uses.
 */
final class ExpressionScan {

    private static final String OPERATORS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
    private static final String QUOTES = "\"'`";

    private final String source;
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> called = new LinkedHashSet<>();
    private final Set<String> bound = new LinkedHashSet<>();
    private final Set<String> statesFields = new LinkedHashSet<>();
    private int at;
    private boolean afterOperand;
    private char lastOperator;
    private boolean functionHead;
    private boolean parameters;

    private ExpressionScan(String source) {
        this.source = source;
    }

    /** @throws InvalidExpressionException if it uses what Step Functions doesn't have */
    static ExpressionScan of(String source) {
        ExpressionScan scan = new ExpressionScan(source);
        scan.scan();
        scan.used.removeAll(scan.bound);
        scan.called.removeAll(scan.bound);
        return scan;
    }

    Set<String> variables() {
        return used;
    }

    Set<String> functions() {
        return called;
    }

    Set<String> statesFields() {
        return statesFields;
    }

    private void scan() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (source.startsWith("/*", at)) {
                int end = source.indexOf("*/", at + 2);
                at = end < 0 ? source.length() : end + 2;
            } else if (QUOTES.indexOf(c) >= 0) {
                skipQuoted(c);
            } else if (c == '/' && !afterOperand) {
                skipRegex();
            } else if (OPERATORS.indexOf(c) >= 0) {
                operator(c);
            } else {
                word();
            }
        }
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < source.length() && source.charAt(at) != quote) {
            at += source.charAt(at) == '\\' && quote != '`' ? 2 : 1;
        }
        at++;
        afterOperand = true;
    }

    private void skipRegex() {
        at++;
        int depth = 0;
        while (at < source.length() && (source.charAt(at) != '/' || depth > 0)) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            }
            at++;
        }
        at++;
        afterOperand = true;
    }

    private void operator(char c) {
        if (source.startsWith("??", at) || source.startsWith("?:", at)) {
            throw new InvalidExpressionException("uses the operator " + source.substring(at, at + 2)
                    + ", which JSONata 2.0.6, the version that Step Functions speaks, doesn't have;"
                    + " use $exists(a) ? a : b");
        }
        if (c == '(' && functionHead) {
            parameters = true;
        } else if (c == ')') {
            parameters = false;
        }
        functionHead = false;
        lastOperator = c;
        afterOperand = c == ')' || c == ']' || c == '}';
        at++;
    }

    private void word() {
        int start = at;
        while (at < source.length()
                && !Character.isWhitespace(source.charAt(at))
                && OPERATORS.indexOf(source.charAt(at)) < 0
                && QUOTES.indexOf(source.charAt(at)) < 0) {
            at++;
        }
        String word = source.substring(start, at);
        boolean keyword = !word.startsWith("$") && Set.of("and", "or", "in").contains(word) && afterOperand;
        functionHead = word.equals("function") || word.equals("λ");
        if (word.startsWith("$")) {
            variable(word.substring(1));
        }
        afterOperand = !keyword;
    }

    private void variable(String name) {
        if (name.equals("$")) {
            throw new InvalidExpressionException("uses $$, which Step Functions doesn't set; use $states.input");
        }
        if (name.isEmpty()) {
            return;
        }
        String rest = source.substring(at).stripLeading();
        if (parameters || rest.startsWith(":=") || (!afterOperand && (lastOperator == '@' || lastOperator == '#'))) {
            bound.add(name);
        } else if (rest.startsWith("(")) {
            called.add(name);
        } else {
            used.add(name);
        }
        if (name.equals("states") && rest.startsWith(".")) {
            statesField(rest.substring(1).stripLeading());
        }
    }

    private void statesField(String rest) {
        int end = 0;
        while (end < rest.length() && Character.isJavaIdentifierPart(rest.charAt(end))) {
            end++;
        }
        if (end > 0) {
            statesFields.add(rest.substring(0, end));
        }
    }
}
