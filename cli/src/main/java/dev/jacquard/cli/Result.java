package dev.jacquard.cli;

import java.util.Map;

/**
 * What a command found out, in both forms; one of them is printed.
 *
 * @param json for programs: a tree as {@link dev.jacquard.tensor.io.Json} writes it, with names in
 *     lower camel case
 * @param text for people: lines that each end in a line feed
 */
record Result(Map<String, Object> json, String text) {}
