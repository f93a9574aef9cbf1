package dev.jacquard.hypernet.ghn;

import dev.jacquard.nn.network.Parameters;
import java.util.List;

/**
 * All parameters of a network, as a hypernetwork has predicted them.
 *
 * @param parameters the caller's own
 * @param unpredicted names of those that have kept their initial values, since no node of the graph
 *     stands for them
 */
public record Prediction(Parameters parameters, List<String> unpredicted) {}
